import { visit } from "unist-util-visit";
import { firstHidden } from "../../domain/text.ts";
import type { Rule } from "./rule.ts";

/** No character reference such as &#x202E; brings a control or bidi character into a body. */
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
