import { visit } from "unist-util-visit";
import { firstHidden } from "../../domain/text.ts";
import type { Rule } from "./rule.ts";

/** Bodies contain no character reference to a control or bidi character, such as &#x202E;. */
export const hiddenReferences: Rule = ({ bodies, report }) => {
  for (const { record, tree } of bodies) {
    visit(tree, "text", ({ value, position }) => {
      const hidden = firstHidden(value);
      if (!hidden) return;
      const remedy = "Remove the character reference.";
      report(record.file, position?.start.offset ?? 0, "visible characters", hidden.name, remedy);
    });
  }
};
