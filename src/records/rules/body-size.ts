import { DEEPEST_BODY, LONGEST_BODY, parseBody } from "../parse-body.ts";
import type { Rule } from "./rule.ts";

const FEWEST_WORDS = 40;

/** A body that is no draft says something, and none is too long or too deep to be a page. */
export const bodySize: Rule = ({ corpus, bodies, report }) => {
  const parsed = new Set(bodies.map(({ record }) => record.file));
  for (const { file, body, draft } of [...corpus.changes, ...corpus.topics]) {
    if (!parsed.has(file)) {
      const isLong = parseBody(body) === "too long";
      const expected = isLong
        ? `at most ${LONGEST_BODY} characters`
        : `at most ${DEEPEST_BODY} levels of lists and quotes`;
      report(file, 0, expected, isLong ? `${body.length}` : "more", "Shorten it.");
    }
    const words = body.match(/[\p{L}\p{N}][^\s]*/gu)?.length ?? 0;
    if (draft || words >= FEWEST_WORDS) continue;
    const start = Math.max(0, body.search(/\S/));
    const remedy = 'Say what it does, why it matters and how to detect it, or set "draft: true".';
    report(file, start, `at least ${FEWEST_WORDS} words`, `${words}`, remedy);
  }
};
