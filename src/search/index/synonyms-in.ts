import { plainRow } from "../query/words.ts";

/** What else a reader may type for what a text says: the other members of every group it has one of. */
export function synonymsIn(text: string, groups: readonly (readonly string[])[]): string[] {
  const row = plainRow(text);
  const has = (phrase: string) => row.includes(plainRow(phrase));
  return groups.flatMap((group) => (group.some(has) ? group.filter((phrase) => !has(phrase)) : []));
}
