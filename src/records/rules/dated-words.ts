import { proseOf } from "./prose.ts";
import type { Rule } from "./rule.ts";

/** Words relative to the day of writing. */
const NOW =
  /(?<![\p{L}\p{N}_-])(?:recently|currently|lately|nowadays|presently|today|these days|at present|as of now|right now|until now|up to now|(?:current|recent|latest|newest)\s+(?:kernels?|mainline|releases?|versions?))(?![\p{L}\p{N}_-])/giu;
const DATED_RELEASE = /v\d[\w.-]*(?:\s+\(|,\s+)\d{4}-\d{2}-\d{2}/g;
const DATE = /(?<!\d)(?:19|20)\d{2}(?!\d)/;

/**
 * "Recently", "currently" and "today" need a date in the sentence, because pages are read years later. The date of a
 * release does not count. Code and drafts are not checked.
 */
export const datedWords: Rule = ({ bodies, report }) => {
  for (const { record, tree } of bodies) {
    if (record.draft) continue;
    for (const { text, offsetAt } of proseOf(tree, record.body, "blank")) {
      for (const { 0: word, index } of text.matchAll(NOW)) {
        if (DATE.test(sentenceAround(text, index).replaceAll(DATED_RELEASE, ""))) continue;
        const remedy = "Say since or as of when, or leave the word out.";
        report(record.file, offsetAt(index), "a date in the sentence", { value: word }, remedy);
      }
    }
  }
};

function sentenceAround(text: string, place: number): string {
  const start = Math.max(...[...text.slice(0, place).matchAll(/[.!?]\s/g)].map(({ index }) => index), 0);
  const end = /[.!?](?:\s|$)/.exec(text.slice(place))?.index ?? text.length;
  return text.slice(start, place + end);
}
