import type { Path } from "../read/locate.ts";
import type { Rule } from "./rule.ts";

/** What `new` writes for values to be filled in. */
export const PLACEHOLDER = "TODO";

const WORD = new RegExp(`\\b${PLACEHOLDER}\\b`);

/** A published record has no placeholder left. Quotations in claims may contain the word. */
export const placeholders: Rule = ({ corpus, report }) => {
  const remedy = 'Fill it in, or set "draft: true".';
  const { changes, topics, documents, vendorFacts } = corpus;
  for (const record of [...changes, ...topics, ...documents, ...vendorFacts]) {
    if (record.draft) continue;
    const { file } = record;
    for (const [path, text] of textsIn({ ...record, claims: undefined, body: undefined }, [])) {
      if (WORD.test(text)) report(file, path, "no placeholder", { value: text }, remedy);
    }
    const offset = "body" in record ? record.body.search(WORD) : -1;
    if (offset !== -1) report(file, offset, "no placeholder", PLACEHOLDER, remedy);
  }
};

function textsIn(value: unknown, path: Path): [Path, string][] {
  if (typeof value === "string") return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each, at) => textsIn(each, [...path, at]));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => textsIn(each, [...path, key]));
}
