import type { Root } from "mdast";
import type { VFile } from "vfile";
import { replaceCitedSection } from "./cited-section.ts";
import type { Known } from "./known.ts";
import { linkHashes, linkSlugs } from "./links.ts";

export interface Options {
  /** Address of a sincelinux site, with its path: "https://example.org/sincelinux/". */
  site: string;
  /** Whether to append the section "Kernel changes cited"; one that is there is replaced. */
  cited?: boolean;
}

/**
 * The remark plugin over given data.
 * @returns a plugin for remark's `use`; it throws an Error when `site` is no http(s) address
 * @example remark().use(citeChanges(known), { site: "https://example.org/", cited: true })
 */
export function citeChanges(known: Known): (options: Options) => (tree: Root, file: VFile) => void {
  return (options) => {
    const site = checkedSite(options?.site);
    return (tree, file) => {
      linkSlugs(tree, file, known, site);
      linkHashes(tree, file, known, site);
      if (options.cited) replaceCitedSection(tree, known, site);
    };
  };
}

/** The address of a site, with a slash at the end of its path. @throws Error where it is none */
function checkedSite(site: unknown): URL {
  const url = typeof site === "string" && URL.canParse(site) ? new URL(site) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error(
      `sincelinux/remark: site: expected the http(s) address of a sincelinux site, found ${JSON.stringify(site)}. Pass { site: "https://example.org/" }.`,
    );
  }
  return new URL(`${url.pathname.replace(/\/+$/, "")}/`, url.origin);
}
