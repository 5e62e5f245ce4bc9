import type { Claim, ClaimField } from "../records/schema/claim.ts";
import type { Verdict } from "./verdict.ts";

/** One subject on which claims contradict each other or a fact, with every claim about it. */
export interface Dispute {
  title: string;
  commit: string | undefined;
  change: string | undefined;
  field: ClaimField;
  /** What the clone proves; undefined when it proves nothing about it. */
  fact?: Claim["value"] | null | undefined;
  /** The disputed ones first. */
  sides: Verdict[];
}

/**
 * Whether any of the claims is contradicted.
 * @example hasDisputed(commit.verdicts)
 */
export function hasDisputed(verdicts: readonly Verdict[]): boolean {
  return verdicts.some(({ state }) => state === "disagrees");
}

/**
 * Groups contradicted claims: one dispute for each commit or change and field, or for each interface.
 * @param verdicts of a whole corpus: a contradicted claim may be about another commit than the one it contradicts
 * @example disputes(known.verdicts)[0]?.title // "runc and other sources disagree on the release"
 */
export function disputes(verdicts: Verdict[]): Dispute[] {
  const open = verdicts.filter(({ state }) => state === "disagrees");
  const grouped = new Set<Verdict>();
  const found: Dispute[] = [];
  for (const verdict of open) {
    if (grouped.has(verdict)) continue;
    const { claim, fact } = verdict;
    const rivals = new Set<unknown>(verdict.against.map((statement) => statement.claim));
    const sides = verdicts.filter(
      (other) =>
        rivals.has(other.claim) ||
        (other.claim.field === claim.field &&
          other.claim.commit === claim.commit &&
          other.claim.change === claim.change),
    );
    for (const side of sides) grouped.add(side);
    found.push({
      title: titleOf(verdict),
      commit: claim.commit,
      change: claim.change,
      field: claim.field,
      fact,
      sides: sides.toSorted((a, b) => rank(a) - rank(b)),
    });
  }
  return found;
}

function titleOf({ claim, document, fact }: Verdict): string {
  const against = fact === undefined ? "and other sources disagree" : "and the clone disagree";
  const about = claim.field === "introduces" ? claim.value.join(", ") : `the ${inWords(claim.field)}`;
  return `${document.title} ${against} on ${about}`;
}

/** authorDate reads "author date". */
function inWords(field: ClaimField): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function rank({ state }: Verdict): number {
  return ["disagrees", "agrees", "unverified"].indexOf(state);
}
