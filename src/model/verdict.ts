// Over 250 lines: what a claim is worth beside facts and other claims is one decision.
import { previousRelease } from "../domain/header-bracket.ts";
import { compareReleases } from "../domain/release.ts";
import type { Corpus } from "../records/corpus.ts";
import type { Claim, ClaimField } from "../records/schema/claim.ts";
import type { CommitFacts } from "../records/schema/facts.ts";
import { rankOf, type Statement } from "./evidence.ts";
import { answerInterface, type InterfaceSources } from "./interface-answer.ts";

export type VerdictState = "agrees" | "disagrees" | "unverified";

/** A claim compared with facts and with the claims of other sources. */
export interface Verdict extends Statement {
  state: VerdictState;
  /** What the clone proves in this field; undefined when nothing does, null when it proves there is none. */
  fact?: Claim["value"] | null;
  /** What proves `fact`, where it is not a clone: headers that lack or have an interface the commit introduces. */
  provedBy?: "headers";
  /** The statements it contradicts, the best source first. */
  against: Statement[];
}

type ClaimsAndFacts = Pick<Corpus, "documents" | "facts" | "changes"> &
  Partial<Pick<Corpus, "clones" | "interfaces" | "releases">>;

/**
 * Judges every claim of the corpus.
 * With a fact, a claim agrees or disagrees with it. Without one, a claim that a better source contradicts disagrees
 * and counts no further; among equals, those that contradict each other disagree. What nothing of equal or better
 * rank contradicts stays unverified, however many sources repeat it: they copy from each other.
 * @param corpus the claims, with the facts and changes they are compared with
 * @returns one verdict a claim, in the order of the documents
 * @example verdicts(corpus).filter(({ state }) => state === "disagrees")
 */
export function verdicts(corpus: ClaimsAndFacts): Verdict[] {
  const all = corpus.documents.flatMap((document) => document.claims.map((claim) => ({ claim, document })));
  const rivals = rivalsOf(all, corpus);
  const headers = {
    histories: corpus.interfaces ?? new Map(),
    names: new Map(),
    previous: previousRelease(corpus.releases ?? []),
  };
  const ofHeaders = releasesByHeaders(all, headers);
  const judged = new Map(
    all.map((each) => {
      const { interface: own }: Claim = each.claim;
      const verdict = compareWithFacts(each, rivals(each), corpus);
      if (own !== undefined) return [each, compareWithBracket(verdict, headers)];
      return [each, verdict.fact === undefined ? compareWithHeaders(verdict, ofHeaders) : verdict];
    }),
  );
  /** Those that neither a fact nor a better source contradicts. */
  const standing = new Set<Statement>();
  for (const rank of [1, 2, 3]) {
    const equals = all.filter((each) => rankOf(each) === rank && !isDisproved(judged.get(each)));
    const kept = equals.filter((each) => !judged.get(each)?.against.some((other) => standing.has(other)));
    for (const each of kept) standing.add(each);
  }
  return [...judged.values()].map((verdict) => {
    if (verdict.state !== "unverified") return verdict;
    return verdict.against.some((other) => standing.has(other))
      ? { ...verdict, state: "disagrees" }
      : verdict;
  });
}

/** A verdict by facts alone: unverified where there are none. */
function compareWithFacts(
  statement: Statement,
  against: Statement[],
  corpus: Pick<ClaimsAndFacts, "facts" | "clones">,
): Verdict {
  const { claim } = statement;
  const facts = claim.commit === undefined ? undefined : corpus.facts.get(claim.commit);
  // "Unreleased as of v2.6.38" says nothing against v3.0.
  const isOpen = facts?.release === null && isAfter(claim, newestTagBehind(facts, corpus));
  const fact = facts && !isOpen ? factFor(claim.field, facts) : undefined;
  if (fact !== undefined) {
    const agrees = fact !== null && sameValue(claim.field, claim.value, fact);
    return { ...statement, state: agrees ? "agrees" : "disagrees", fact, against };
  }
  const isProved =
    claim.field === "followUp" && facts?.followUps.some((followUp) => followUp.sha === claim.value.sha);
  return { ...statement, state: isProved ? "agrees" : "unverified", against };
}

/**
 * The release of a commit by the headers: that of the interfaces it introduces, where all sources agree that this
 * commit does, and the headers give one release for all of them.
 */
function releasesByHeaders(all: Statement[], headers: InterfaceSources): Map<string, string> {
  const commitsOf = new Map<string, Set<string | undefined>>();
  for (const { claim } of all) {
    if (claim.field !== "introduces") continue;
    for (const name of claim.value) {
      commitsOf.set(name, (commitsOf.get(name) ?? new Set()).add(claim.commit));
    }
  }
  const found = new Map<string, Set<string>>();
  for (const [name, commits] of commitsOf) {
    const [commit, ...others] = commits;
    if (commit === undefined || others.length > 0) continue;
    const { release, disputes } = answerInterface(name, headers);
    if (release !== null && disputes === undefined) {
      found.set(commit, (found.get(commit) ?? new Set()).add(release));
    }
  }
  return new Map(
    [...found].flatMap(([sha, [release, ...more]]) => (release && more.length === 0 ? [[sha, release]] : [])),
  );
}

/** A claim of another release than the headers give is disproved. One of the same stands as the claim it is. */
function compareWithHeaders(verdict: Verdict, byHeaders: ReadonlyMap<string, string>): Verdict {
  const { claim } = verdict;
  const release = claim.field === "release" ? byHeaders.get(claim.commit ?? "") : undefined;
  if (release === undefined || claim.value === release) return verdict;
  return { ...verdict, state: "disagrees", fact: release, provedBy: "headers" };
}

/**
 * A claim of an interface's release agrees with headers that give that release, and disagrees where they have the
 * interface earlier or lack it then. Inside an open bracket they do not decide.
 */
function compareWithBracket(verdict: Verdict, headers: InterfaceSources): Verdict {
  const { claim } = verdict;
  if (claim.field !== "release" || claim.interface === undefined) return verdict;
  const { release, absentIn, presentIn } = answerInterface(claim.interface, headers);
  if (release !== null) {
    const state = claim.value === release ? "agrees" : "disagrees";
    return { ...verdict, state, fact: release, provedBy: "headers" };
  }
  const isOutside =
    (presentIn !== null && compareReleases(claim.value, presentIn) > 0) ||
    (absentIn !== null && compareReleases(claim.value, absentIn) <= 0);
  return isOutside ? { ...verdict, state: "disagrees", provedBy: "headers" } : verdict;
}

function isDisproved(verdict: Verdict | undefined): boolean {
  return verdict?.state === "disagrees";
}

/** The newest release tag of the clone that proved a commit's facts; null where it has none. */
export function newestTagBehind(
  { repository, provedBy }: { repository: string; provedBy: string },
  { clones }: Pick<ClaimsAndFacts, "clones">,
): string | null {
  return clones?.get(repository)?.[provedBy]?.newestTag ?? null;
}

function isAfter({ field, value }: Claim, newestTag: string | null): boolean {
  if (newestTag === null || (field !== "release" && field !== "candidate")) return false;
  return compareReleases(value, newestTag) > 0;
}

/** Finds the statements that contradict a given one: about the same commit, or naming another commit for the same interface. */
function rivalsOf(all: Statement[], corpus: Pick<Corpus, "changes">): (statement: Statement) => Statement[] {
  const bySubject = Map.groupBy(all, ({ claim }) => subjectKey(claim));
  const byInterface = new Map<string, Statement[]>();
  for (const statement of all) {
    if (statement.claim.field !== "introduces") continue;
    for (const name of statement.claim.value) {
      byInterface.set(name, [...(byInterface.get(name) ?? []), statement]);
    }
  }
  const together = commitsTogether(corpus);
  return (statement) => {
    const { claim } = statement;
    const contradicting = (bySubject.get(subjectKey(claim)) ?? []).filter(
      (other) => sameValue(claim.field, claim.value, other.claim.value) === false,
    );
    const elsewhere =
      claim.field === "introduces"
        ? claim.value
            .flatMap((name) => byInterface.get(name) ?? [])
            .filter((other) => !together(claim, other.claim))
        : [];
    return [...new Set([...contradicting, ...elsewhere])].sort((a, b) => rankOf(a) - rankOf(b));
  };
}

function subjectKey(claim: Claim): string {
  return `${claim.interface ?? claim.commit ?? claim.change} ${claim.field}`;
}

/** Two commits of one change may both bring in an interface; two of different changes cannot. */
function commitsTogether(corpus: Pick<Corpus, "changes">): (a: Claim, b: Claim) => boolean {
  const changesOf = new Map<string, Set<string>>();
  for (const change of corpus.changes) {
    for (const { sha } of change.commits) {
      changesOf.set(sha, (changesOf.get(sha) ?? new Set()).add(change.slug));
    }
  }
  return (a, b) => {
    if (a.commit === b.commit) return true;
    const mine = changesOf.get(a.commit ?? "") ?? new Set();
    const theirs = changesOf.get(b.commit ?? "") ?? new Set();
    return !mine.isDisjointFrom(theirs);
  };
}

type Value = Claim["value"];

/**
 * Whether two values of one field say the same thing; null when the field holds free text or a list of
 * which many may be true at once, so that no two values can contradict each other.
 */
function sameValue(field: ClaimField, left: Value, right: Value): boolean | null {
  switch (field) {
    case "feature":
    case "posting":
    case "followUp":
    case "flaw":
      return null;
    case "authorDate":
    case "committerDate":
    case "releaseDate":
      return sameMoment(String(left), String(right));
    case "introduces":
      return oneHoldsTheOther(left as string[], right as string[]);
    case "subject":
    case "author":
    case "committer":
      return plain(String(left)) === plain(String(right));
    case "merge":
    case "release":
    case "candidate":
      return left === right;
  }
}

/** What the facts say in a field; undefined when no clone can prove that field, null when there is none. */
export function factFor(field: ClaimField, facts: CommitFacts): Value | null | undefined {
  switch (field) {
    case "subject":
      return facts.subject;
    case "author":
      return facts.author.name;
    case "authorDate":
      return facts.author.date;
    case "committer":
      return facts.committer.name;
    case "committerDate":
      return facts.committer.date;
    case "merge":
      return facts.merge;
    case "release":
      return facts.release;
    case "candidate":
      return facts.candidate;
    default:
      return undefined;
  }
}

/** A day equals any time on that day, in the time zone of the other value. */
function sameMoment(left: string, right: string): boolean {
  const dayOnly = left.length === 10 || right.length === 10;
  return dayOnly ? left.slice(0, 10) === right.slice(0, 10) : Date.parse(left) === Date.parse(right);
}

function oneHoldsTheOther(left: string[], right: string[]): boolean {
  const within = (inner: string[], outer: string[]) => inner.every((name) => outer.includes(name));
  return within(left, right) || within(right, left);
}

function plain(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
