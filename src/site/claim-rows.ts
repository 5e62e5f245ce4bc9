import type { Verdict, VerdictState } from "../model/verdict.ts";
import type { Claim, ClaimField } from "../records/schema/claim.ts";
import { fieldNames } from "./field-names.ts";

/** What several sources say alike about one field of one commit or change. */
export interface ClaimRow {
  commit: string | undefined;
  change: string | undefined;
  field: ClaimField;
  value: Claim["value"];
  state: VerdictState;
  /** One for each source that says so. */
  verdicts: Verdict[];
}

const order = Object.keys(fieldNames);

/** Gathers claims that say the same, the disputed first, then commit by commit in the order of the fields. */
export function claimRows(verdicts: Verdict[]): ClaimRow[] {
  const alike = Map.groupBy(verdicts, ({ claim, state }) =>
    JSON.stringify([claim.commit, claim.change, claim.field, claim.value, state]),
  );
  const rows = [...alike.values()].flatMap((group): ClaimRow[] => {
    const [first] = group;
    if (!first) return [];
    const { commit, change, field, value } = first.claim;
    return [{ commit, change, field, value, state: first.state, verdicts: group }];
  });
  const about = [...new Set(rows.map(({ commit, change }) => commit ?? change))];
  const place = ({ state, commit, change, field }: ClaimRow) =>
    (state === "disagrees" ? 0 : 1e6) + about.indexOf(commit ?? change) * 100 + order.indexOf(field);
  return rows.sort((a, b) => place(a) - place(b));
}
