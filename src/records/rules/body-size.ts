import { DEEPEST_BODY, LONGEST_BODY, parseBody } from "../read/parse-body.ts";
import type { Rule } from "./rule.ts";

/** No body is too long or too deep to be a page. */
export const bodySize: Rule = ({ corpus, bodies, report }) => {
  const parsed = new Set(bodies.map(({ record }) => record.file));
  for (const { file, body } of [...corpus.changes, ...corpus.topics]) {
    if (parsed.has(file)) continue;
    const isLong = parseBody(body) === "too long";
    const expected = isLong
      ? `at most ${LONGEST_BODY} characters`
      : `at most ${DEEPEST_BODY} levels of lists and quotes`;
    report(file, 0, expected, isLong ? `${body.length}` : "more", "Shorten it.");
  }
};
