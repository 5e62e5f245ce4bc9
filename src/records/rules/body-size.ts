import { parseBody } from "../read/parse-body.ts";
import type { Rule } from "./rule.ts";

/** Bodies stay within the limits of length and nesting. */
export const bodySize: Rule = ({ corpus, bodies, report }) => {
  const parsed = new Set(bodies.map(({ record }) => record.file));
  for (const { file, body } of [...corpus.changes, ...corpus.topics]) {
    const refused = parsed.has(file) ? null : parseBody(body).refused;
    if (refused) report(file, 0, refused.expected, refused.found, refused.remedy);
  }
};
