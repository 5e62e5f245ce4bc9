/** Finds the page of a kernel that a query names: of its line, or of the release it is a patch level of. */
import { kernelReader, type LineCandidate, type LineNames, releaseNamed } from "../../domain/uname.ts";
import type { LookupResult, ShardRow } from "./lookup.ts";

/**
 * @param lines the names of all lines
 * @param pages the paths of releases that have a page
 * @returns the line, or each where several fit; undefined for a text that names no kernel, and for a mainline release,
 * which the text search finds
 * @example lookUpKernel("RHEL 9.4", lines, pages)?.rows[0]?.leads[0]?.path // "/kernels/el9/"
 */
export function lookUpKernel(
  text: string,
  lines: readonly LineNames[],
  pages: ReadonlySet<string>,
): LookupResult | undefined {
  const kernel = kernelReader(lines)(text);
  const { form, base, patch, candidate, candidates } = kernel;
  if (form === "unknown" || candidate !== null || (form === "release" && patch === 0)) return undefined;
  const certain = form === "vendor" && candidates.length > 0;
  const rows = candidates.map((each): ShardRow => {
    const title = `${lines.find(({ id }) => id === each.line)?.names[0] ?? each.line}${buildInWords(each)}`;
    return { key: each.line, leads: [{ as: "kernel of", path: `/kernels/${each.line}/`, title }] };
  });
  const path = `/releases/${base}/`;
  if (candidates.length === 0 && base !== null && pages.has(path)) {
    const as = form === "vendor" ? "no known line; its numbers begin with" : "stable kernel of";
    const key = form === "series" ? `${base}.y` : (releaseNamed(kernel) ?? base);
    rows.push({ key, leads: [{ as, path, title: `Linux ${base}` }] });
  }
  return rows.length === 0 ? undefined : { reference: { type: "kernel", certain, rest: "" }, rows };
}

/** ", release 9.4, build 427" */
function buildInWords({ build, release, between }: LineCandidate): string {
  const { after, before } = between ?? {};
  const ends = [after && `after release ${after}`, before && `before release ${before}`];
  const place = release === null ? ends.filter(Boolean).join(" and ") : `release ${release}`;
  return [place, build === null ? "" : `build ${build}`].map((each) => each && `, ${each}`).join("");
}
