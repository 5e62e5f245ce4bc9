import { shortHash } from "../domain/hash.ts";
import type { Claim, ClaimField } from "../records/schema/claim.ts";
import { nameWithKind, rankOf, type Statement } from "./evidence.ts";
import type { Verdict } from "./verdict.ts";

/** One subject on which claims contradict each other or a fact, with every claim about it. */
export interface Dispute {
  title: string;
  commit: string | undefined;
  change: string | undefined;
  /** Name of the interface, where the claims are about one. */
  interface: string | undefined;
  field: ClaimField;
  /** The interfaces that a commit is said to introduce, where the dispute is over that. */
  names: string[];
  /** What decides it: a clone, headers, or a better kind of source; null where equally good sources disagree. */
  decidedBy: "clone" | "headers" | "source" | null;
  /** What differs, what the better evidence is, and how it is decided or why it is not; one or two sentences. */
  explanation: string;
  /** What the clone, or headers, prove; undefined when they prove nothing about it. */
  fact?: Claim["value"] | null | undefined;
  provedBy?: Verdict["provedBy"];
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
          other.claim.change === claim.change &&
          other.claim.interface === claim.interface),
    );
    for (const side of sides) grouped.add(side);
    found.push({
      title: titleOf(verdict),
      explanation: explanationOf(verdict, sides),
      commit: claim.commit,
      change: claim.change,
      interface: claim.interface,
      field: claim.field,
      names: claim.field === "introduces" ? claim.value : [],
      decidedBy: decidedBy(verdict, sides),
      fact,
      ...(verdict.provedBy && { provedBy: verdict.provedBy }),
      sides: sides.toSorted((a, b) => rank(a) - rank(b)),
    });
  }
  return found;
}

function titleOf({ claim, document, fact, provedBy }: Verdict): string {
  const against =
    fact === undefined && provedBy === undefined
      ? "and other sources disagree"
      : `and the ${provedBy ?? "clone"} disagree`;
  const of = claim.interface === undefined ? "" : ` of ${claim.interface}`;
  const about =
    claim.field === "introduces" ? claim.value.join(", ") : `the ${fieldInWords(claim.field)}${of}`;
  return `${document.title} ${against} on ${about}`;
}

function decidedBy({ fact, provedBy }: Verdict, sides: Verdict[]): Dispute["decidedBy"] {
  if (fact !== undefined || provedBy !== undefined) return provedBy ?? "clone";
  return bestOf(sides).some(({ state }) => state !== "disagrees") ? "source" : null;
}

/** The statements of the best kind of source among the sides of a dispute. */
export function bestOf(sides: readonly Verdict[]): Verdict[] {
  const best = Math.min(...sides.map(rankOf));
  return sides.filter((side) => rankOf(side) === best);
}

/** From the fact, or from the kinds and ranks of the sources. */
function explanationOf(verdict: Verdict, sides: Verdict[]): string {
  const { fact, provedBy, against } = verdict;
  const disputed = sides.filter(({ state }) => state === "disagrees");
  const said = [...new Set((disputed.length > 0 ? disputed : [verdict]).map(saidBy))];
  if (fact !== undefined)
    return `${said.join(", ")}. Decided: ${provedBy === "headers" ? "headers prove" : "the clone proves"} ${fact === null ? "that there is none" : fact}, and a fact outweighs any source.`;
  if (provedBy === "headers")
    return `${said.join(", ")}. Decided: headers lack it or differ, and a fact outweighs any source.`;
  const [best] = against;
  if (best && decidedBy(verdict, sides) === "source")
    return `${said.join(", ")}, ${saidBy(best)}. Decided: the latter is the better kind of source and outweighs the others.`;
  const all = [...new Set([...said, ...against.map(saidBy)])];
  return `${all.join(", ")}. Undecided: the sources are equally good, and no clone that was read proves either.`;
}

/** "Linux man-pages (manual page) says v5.8", "git.zx2c4.com (commit page) lets us conclude v5.9" */
function saidBy({ claim, document }: Statement): string {
  const value =
    claim.field === "introduces"
      ? `${claim.value.join(", ")} came with ${shortHash(claim.commit ?? "")}`
      : String(claim.value);
  return `${nameWithKind(document)} ${claim.confidence === "quoted" ? "says" : "implies"} ${value}`;
}

/** @example fieldInWords("authorDate") // "author date" */
export function fieldInWords(field: ClaimField): string {
  return field.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
}

function rank({ state }: Verdict): number {
  return ["disagrees", "agrees", "unverified"].indexOf(state);
}
