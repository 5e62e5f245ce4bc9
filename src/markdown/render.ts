import rehypeStringify from "rehype-stringify";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import remarkRehype from "remark-rehype";
import { deepestLine, MAX_DEPTH } from "../domain/nesting.ts";
import { autolink } from "./autolink.ts";
import { headings } from "./headings.ts";
import type { Lookups } from "./lookups.ts";
import { rawHtmlAsText } from "./raw-html.ts";
import { reachableCode } from "./reachable-code.ts";
import { safeLinks } from "./safe-links.ts";

/**
 * A record's body as HTML: GitHub-flavoured Markdown with autolinks, no raw HTML, no image, and no address
 * but http, https, fragments and paths from the root. `headingOffset` 1 makes the body's `##` an h3.
 * @throws Error for a sincelinux: link that names no record, and for lists or quotes nested without end
 */
export function renderBody(
  markdown: string,
  lookups: Lookups,
  { headingOffset = 0 }: { headingOffset?: number } = {},
): string {
  const { line, depth } = deepestLine(markdown);
  if (depth > MAX_DEPTH) {
    throw new Error(
      `line ${line}: expected at most ${MAX_DEPTH} levels of lists and quotes, found ${depth}. Shorten it.`,
    );
  }
  const html = remark()
    .use(remarkGfm)
    .use(safeLinks, lookups)
    .use(autolink, lookups)
    .use(rawHtmlAsText)
    .use(remarkRehype, { clobberPrefix: "body-" })
    .use(headings, headingOffset)
    .use(reachableCode)
    .use(rehypeStringify)
    .processSync(markdown);
  return String(html);
}
