import type { RelationType } from "../records/schema/change.ts";
import type { ChangeEntry, Knowledge } from "./knowledge.ts";

export interface Landing {
  type: RelationType;
  entry: ChangeEntry;
}

/**
 * What a proposal became: the changes it landed as, was superseded by, or that are parts of it. A change that was
 * merged as proposed became itself.
 */
export function landings(entry: ChangeEntry, known: Knowledge): Landing[] {
  const own = entry.record.relations
    .filter(({ type }) => type === "landed-as" || type === "superseded-by")
    .map(({ type, to }) => ({ type, entry: known.change(to) }));
  if (entry.record.status.state === "merged" && own.length === 0) return [];
  const parts = known.changes
    .filter(({ record }) =>
      record.relations.some(({ type, to }) => type === "part-of" && to === entry.record.slug),
    )
    .map((part) => ({ type: "part-of" as const, entry: part }));
  return [...own, ...parts].filter((landing): landing is Landing => landing.entry !== undefined);
}
