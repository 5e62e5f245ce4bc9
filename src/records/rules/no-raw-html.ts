import { visit } from "unist-util-visit";
import { quoted } from "../../domain/text.ts";
import type { Rule } from "./rule.ts";

/** Bodies contain no HTML: pages would not show the `<pid>` of "/proc/<pid>/ns". */
export const rawHtml: Rule = ({ bodies, report }) => {
  for (const { record, tree } of bodies) {
    visit(tree, "html", ({ value, position }) => {
      const remedy = value.startsWith("<!--")
        ? "Remove the comment; in the frontmatter, # begins one."
        : "Write it in backticks.";
      const [firstLine = ""] = value.split("\n", 1);
      report(record.file, position?.start.offset ?? 0, "no raw HTML", shown(firstLine), remedy);
    });
  }
};

/** Without quotes: the angle brackets already delimit it. */
function shown(tag: string): string {
  return quoted(tag).slice(1, -1).replaceAll('\\"', '"');
}
