import { proseOf } from "./prose.ts";
import type { Rule } from "./rule.ts";

const FEWEST_WORDS = 60;
const FEWEST_PARAGRAPHS = 2;

/**
 * A published body has at least two paragraphs or lists and sixty words. Headings, code blocks and the addresses
 * of links do not count.
 */
export const bodySubstance: Rule = ({ bodies, report }) => {
  for (const { record, tree } of bodies) {
    if (record.draft) continue;
    const start = Math.max(0, record.body.search(/\S/));
    const blocks = tree.children.filter(({ type }) => type !== "heading" && type !== "code");
    const text = proseOf({ type: "root", children: blocks }, record.body, "words");
    const words = text.flatMap((block) => block.text.match(/[\p{L}\p{N}][^\s]*/gu) ?? []).length;
    const remedy = 'Say what it does, why it matters and how to detect it, or set "draft: true".';
    if (words < FEWEST_WORDS) {
      report(record.file, start, `at least ${FEWEST_WORDS} words`, `${words}`, remedy);
    } else if (blocks.length < FEWEST_PARAGRAPHS) {
      const split = "Give each thought its own: what it does, how to detect it, limits.";
      report(record.file, start, `at least ${FEWEST_PARAGRAPHS} paragraphs`, `${blocks.length}`, split);
    }
  }
};
