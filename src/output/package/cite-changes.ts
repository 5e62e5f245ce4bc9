import type { Root } from "mdast";
import type { VFile } from "vfile";
import { replaceCitedSection } from "./cited-section.ts";
import type { Known } from "./known.ts";
import { linkHashes } from "./link-hashes.ts";
import { linkSlugs } from "./link-slugs.ts";
import { checkedSite } from "./site-address.ts";

export interface Options {
  /** Address of a sincelinux site, with its path: "https://example.org/sincelinux/". */
  site: string;
  /** Whether to append the section "Kernel changes cited"; one that is there is replaced. */
  cited?: boolean;
}

/** The plugin, for what is known. @returns what remark's `use` takes */
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
