import { bracketInWords, type HeaderSince } from "../domain/header-since.ts";
import { compareReleases } from "../domain/release.ts";
import type { KernelInterface } from "../records/schema/change.ts";
import type { Evidence } from "./evidence.ts";
import { type Since, sinceOf } from "./first-release.ts";
import { answerInWords, evidenceInWords, type ReleaseAnswer, releaseAnswer } from "./headline.ts";
import type { InterfaceAnswer } from "./interface-answer.ts";
import type { ChangeEntry, CommitEntry, Knowledge } from "./knowledge.ts";
import type { Verdict } from "./verdict.ts";

/** What a release of an interface rests on: headers, claims about it, or the commit or change that introduces it. */
export type InterfaceOrigin = "headers" | "claims" | "commit" | "change";

/** The first release of an interface, decided once for every output. */
export interface InterfaceSince extends ReleaseAnswer {
  /** Null where nothing is known; `headers` without a release: no more than a bracket, or that none has it. */
  origin: InterfaceOrigin | null;
  /** The commit that introduces it, where its release is that of the interface. */
  commit?: string;
  /** What headers show by themselves. */
  headers: HeaderSince;
  /** Header histories contradict each other. */
  isDisputedByHeaders: boolean;
  /** Where the change that takes it away took effect; absent where none is known to. */
  removed?: ReleaseAnswer;
}

/** What is known of an interface before its release is decided. */
interface Undecided {
  answer: InterfaceAnswer;
  claims: Verdict[];
  introductions: Verdict[];
  uses: { change: ChangeEntry; listed: KernelInterface }[];
}

type Known = Pick<Knowledge, "commit" | "releaseDate">;

/** What headers show of an interface, with the release that every output gives. */
export interface DecidedInterface extends InterfaceAnswer {
  /** What claims, or the commit or change that introduces it, narrow included. */
  since: InterfaceSince;
}

/**
 * Decides the release of one interface, whether a record lists it or not.
 * @param entry of `interfaceEntries`; undefined where no record lists it
 * @example decideInterface(answer, entries.get("CAP_BPF"), known).since.releases // [{ version: "v5.8", day: "2020-08-02" }]
 */
export function decideInterface(
  answer: InterfaceAnswer,
  entry: Omit<Undecided, "answer"> | undefined,
  known: Known,
): DecidedInterface {
  const since = sinceOfEntry({ claims: [], introductions: [], uses: [], ...entry, answer }, known);
  return { ...answer, error: since.releases.length > 0 ? null : answer.error, since };
}

/** @example sinceOfEntry(entry, known).releases // [{ version: "v5.8", day: "2020-08-02" }] */
export function sinceOfEntry(entry: Undecided, known: Known): InterfaceSince {
  const removal = entry.uses.find(({ listed }) => listed.role === "removes")?.change.since.first;
  const isDated = removal !== undefined && removal.releases.length > 0;
  return { ...beginOf(entry, known), ...(isDated && { removed: releaseAnswer(removal, known) }) };
}

/**
 * Headers that give one release decide. Claims, then the commit or change that introduces it, narrow what headers leave
 * open, and answer where headers define nothing of its kind.
 */
function beginOf(entry: Undecided, known: Known): InterfaceSince {
  const { answer, claims } = entry;
  const { absentIn, presentIn } = answer;
  const headers = sinceOfHeaders(answer);
  const shown = { headers, isDisputedByHeaders: answer.disputes !== undefined };
  const answerOf = (since: Since) => releaseAnswer(since, known);
  if (headers.as === "release")
    return {
      ...answerOf({ origin: "fact", releases: [headers.release], verdicts: claims }),
      ...shown,
      origin: "headers",
    };
  const { commit, since: introduced, origin } = introductionOf(entry, known);
  const inside = introduced.releases.filter(
    (each) =>
      (presentIn === null || compareReleases(each, presentIn) <= 0) &&
      (absentIn === null || compareReleases(each, absentIn) > 0),
  );
  const standing = claims.filter(({ state, provedBy }) => state !== "disagrees" || provedBy === undefined);
  if (standing.length > 0) {
    const isClaimed = commit !== undefined && introduced.origin === "claim" && inside.length > 0;
    const verdicts = isClaimed ? [...claims, ...introduced.verdicts] : claims;
    const judged = sinceOf(
      undefined,
      verdicts.filter((each) => each.provedBy === undefined),
      null,
    );
    // A clone proves the release of the commit: equal to the best source, where the two differ.
    const proved = introduced.origin === "fact" ? inside : [];
    const releases = [...new Set([...judged.releases, ...proved])].sort(compareReleases);
    const own = answerOf({ origin: "claim", releases, verdicts });
    const isQuoted = standing.some(
      ({ claim }) => claim.confidence === "quoted" && releases.includes(String(claim.value)),
    );
    const evidence = own.evidence === "quoted" && !isQuoted ? "derived" : own.evidence;
    return { ...own, evidence, origin: "claims", ...(commit && { commit }), ...shown };
  }
  if (inside.length > 0) {
    const its = releaseAnswer({ ...introduced, releases: inside }, known);
    // That this commit or change introduces it is our conclusion, whatever proves the commit's release.
    const evidence = its.evidence === "disputed" ? "disputed" : "derived";
    // What a clone proves of the commit needs no source.
    const sources = its.evidence === "fact" ? [] : its.sources;
    return { ...its, evidence, sources, origin, ...(commit && { commit }), ...shown };
  }
  const none = answerOf({ origin: "unknown", releases: [], verdicts: claims });
  return headers.as === "unknown"
    ? { ...none, origin: null, ...shown }
    : { ...none, evidence: "fact", origin: "headers", ...shown };
}

const NONE: Since = { origin: "unknown", releases: [], verdicts: [] };

/** The release that a commit or change brings it in: of the commit that a record or a claim names, else of the change. */
function introductionOf(
  { uses, introductions }: Undecided,
  known: Known,
): { since: Since; commit?: string; origin: "commit" | "change" } {
  const brings = uses.find(({ listed }) => listed.role === "introduces");
  const standing = introductions.filter(({ state }) => state !== "disagrees");
  const claimed = new Set(standing.flatMap(({ claim }) => claim.commit ?? []));
  const sha = brings?.listed.commit ?? (claimed.size === 1 ? [...claimed][0] : undefined);
  const commit: CommitEntry | undefined = sha === undefined ? undefined : known.commit(sha);
  if (commit?.since.releases.length) return { since: commit.since, commit: commit.sha, origin: "commit" };
  const since = brings?.change.since;
  const isOne = since && since.first.releases.join() === since.complete.releases.join();
  return { since: isOne ? since.first : NONE, origin: "change" };
}

/** @example sinceOfHeaders(answer) // { as: "release", release: "v5.6" } */
export function sinceOfHeaders({ release, absentIn, presentIn, never }: InterfaceAnswer): HeaderSince {
  if (release !== null) return { as: "release", release };
  if (presentIn !== null && absentIn !== null) return { as: "between", after: absentIn, by: presentIn };
  if (presentIn !== null) return { as: "by", by: presentIn };
  const newest = never?.map((each) => each.newest).at(-1);
  return newest === undefined ? { as: "unknown" } : { as: "never", newest };
}

/** How the release of an interface is known, as a mark and in words. */
export function interfaceEvidence(since: InterfaceSince): { of: Evidence; words: string } {
  const { origin, evidence, sources } = since;
  // A clone proves the release of what introduces it: there is no source to count.
  if ((origin === "commit" || origin === "change") && evidence === "derived" && sources.length === 0)
    return { of: evidence, words: `release of its ${origin}` };
  if (origin !== "headers") return { of: evidence, words: evidenceInWords(since) };
  return since.isDisputedByHeaders
    ? { of: "disputed", words: "headers disagree" }
    : { of: "fact", words: "fact, headers" };
}

/**
 * What headers leave open where something else gives the release, or all they show where nothing does; undefined where
 * they give the release, or show nothing.
 * @example interfaceBracket(since) // "after v5.6, in v5.8 at the latest"
 */
export function interfaceBracket({ headers }: InterfaceSince): string | undefined {
  return headers.as === "unknown" ? undefined : bracketInWords(headers);
}

/**
 * The first release of an interface, and its end where that is known, in one line of plain text, the same in every output.
 * @example interfaceInWords(entry.since)
 * // "v5.6 (2020-03-29), fact, headers"
 * // "v5.7 (2020-05-31), claim, 1 source; headers: after v5.6, in v5.8 at the latest"
 * // "v2.6.37 (2011-01-05), release of its commit"
 * // "in v2.6.12 or before, fact, headers"
 * // "in no header that was read, up to v7.2, fact, headers"
 * // "in v2.6.12 or before, fact, headers; removed in v5.15 (2021-10-31), claim, 2 sources"
 */
export function interfaceInWords(since: InterfaceSince): string {
  const end = endInWords(since);
  return end === undefined ? beginInWords(since) : `${beginInWords(since)}; ${end}`;
}

/** @example endInWords(entry.since) // "removed in v5.15 (2021-10-31), claim, 2 sources" */
export function endInWords({ removed }: Pick<InterfaceSince, "removed">): string | undefined {
  return removed && `removed in ${answerInWords(removed)}`;
}

function beginInWords(since: InterfaceSince): string {
  const bracket = interfaceBracket(since);
  const { words } = interfaceEvidence(since);
  if (since.releases.length === 0 && since.origin === "headers") return `${bracket}, ${words}`;
  const said = answerInWords(since, words);
  return bracket === undefined ? said : `${said}; headers: ${bracket}`;
}
