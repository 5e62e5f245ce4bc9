import { compareReleases } from "../domain/release.ts";
import type { ChangeRecord, Corpus, DocumentRecord } from "../records/corpus.ts";
import type { CommitOfChange } from "../records/schema/change.ts";
import type { ClaimField } from "../records/schema/claim.ts";
import type { CommitFacts } from "../records/schema/facts.ts";
import { type Evidence, rankOf } from "./evidence.ts";
import { type ChangeSince, changeSince, type Since, safeRelease, sinceOf } from "./first-release.ts";
import { withInterfaceClaims } from "./interface-claims.ts";
import { withPublishedFlaws } from "./published-flaws.ts";
import { withRewrittenHistories } from "./rewritten-histories.ts";
import { factFor, newestTagBehind, type Verdict, verdicts } from "./verdict.ts";

/** Where a document's outline lists something. */
export interface Place {
  document: DocumentRecord;
  heading: string;
  label: string;
  /** Position of the item in the whole outline, counted from 1. */
  position: number;
}

export interface ChangeEntry {
  record: ChangeRecord;
  since: ChangeSince;
  /** Verdicts on claims about the change itself; those about its commits are with the commits. */
  verdicts: Verdict[];
  places: Place[];
}

/** A commit that any record, claim or fact names. */
export interface CommitEntry {
  sha: string;
  repository: string;
  facts: CommitFacts | undefined;
  verdicts: Verdict[];
  since: Since;
  /** Claims about other commits that name this one as a fix, revert or mention of them. */
  followsUp: Verdict[];
  changes: (Omit<CommitOfChange, "sha"> & { change: ChangeRecord })[];
}

/** The published corpus and everything derived from it, indexed. Drafts are left out. */
export interface Knowledge {
  corpus: Corpus;
  verdicts: Verdict[];
  /** Newest release first; changes without a release before them. */
  changes: ChangeEntry[];
  change(slug: string): ChangeEntry | undefined;
  /** Sorted by hash. */
  commits: CommitEntry[];
  commit(sha: string): CommitEntry | undefined;
  /** Verdicts on claims of flaws that a commit brought, in the order of the claims. */
  flawsBrought(sha: string): Verdict[];
  /** The same for flaws that it fixed, in the mainline or in a stable series. */
  flawsFixed(sha: string): Verdict[];
  /** Places of a topic in outlines. */
  topicPlaces(id: string): Place[];
  /**
   * The day a release came out: from the list of releases, or as claimed where that has none; null when not known.
   * That of a candidate is its own, never that of the release it led to.
   */
  releaseDate(tag: string): string | null;
}

/**
 * Derives releases, verdicts and places from a corpus.
 * @param content as `readContent` returns it
 * @example knowledgeOf(readContent("content").corpus).change("nsfs-ioctls")?.since.first.releases
 */
export function knowledgeOf(content: Corpus): Knowledge {
  const corpus = withInterfaceClaims(withRewrittenHistories(withPublishedFlaws(withoutDrafts(content))));
  const all = verdicts(corpus);
  const aboutCommit = Map.groupBy(all, ({ claim }) => claim.commit ?? "");
  const aboutChange = Map.groupBy(all, ({ claim }) => claim.change ?? "");
  const places = placesIn(corpus.documents);
  const commits = commitsOf(corpus, aboutCommit);
  const changes = corpus.changes
    .map((record): ChangeEntry => {
      const own = aboutChange.get(record.slug) ?? [];
      const since = changeSince(
        record,
        (sha) => commits.get(sha)?.since ?? UNKNOWN,
        sinceOf(undefined, own, null),
      );
      return { record, since, verdicts: own, places: places.get(`change ${record.slug}`) ?? [] };
    })
    .sort(newestFirst);
  const brought = flawsBy(all, "introduced");
  const fixed = flawsBy(all, "fixed");
  const bySlug = new Map(changes.map((entry) => [entry.record.slug, entry]));
  const dates = new Map([
    ...claimedDates(all),
    ...corpus.stableDates,
    ...[...corpus.releases, ...corpus.stableReleases].map(({ version, date }) => [version, date] as const),
  ]);
  return {
    corpus,
    verdicts: all,
    changes,
    change: (slug) => bySlug.get(slug),
    commits: [...commits.values()].sort((a, b) => (a.sha < b.sha ? -1 : 1)),
    commit: (sha) => commits.get(sha),
    flawsBrought: (sha) => brought.get(sha) ?? [],
    flawsFixed: (sha) => fixed.get(sha) ?? [],
    topicPlaces: (id) => places.get(`topic ${id}`) ?? [],
    releaseDate: (tag) => dates.get(tag) ?? null,
  };
}

const UNKNOWN: Since = { origin: "unknown", releases: [], verdicts: [] };

function flawsBy(all: Verdict[], side: "introduced" | "fixed"): Map<string, Verdict[]> {
  const bySha = new Map<string, Verdict[]>();
  for (const verdict of all) {
    if (verdict.claim.field !== "flaw") continue;
    const shas = verdict.claim.value.ranges.flatMap((range) => range[side]?.sha ?? []);
    for (const sha of new Set(shas)) bySha.set(sha, [...(bySha.get(sha) ?? []), verdict]);
  }
  return bySha;
}

function withoutDrafts(corpus: Corpus): Corpus {
  const published = <R extends { draft?: boolean | undefined }>(records: R[]) =>
    records.filter(({ draft }) => !draft);
  return {
    ...corpus,
    changes: published(corpus.changes),
    topics: published(corpus.topics),
    documents: published(corpus.documents),
    vendorFacts: published(corpus.vendorFacts),
  };
}

function commitsOf(corpus: Corpus, about: Map<string, Verdict[]>): Map<string, CommitEntry> {
  const uses = corpus.changes.flatMap((change) => change.commits.map((commit) => ({ change, ...commit })));
  const usesOf = Map.groupBy(uses, ({ sha }) => sha);
  const followUps = Map.groupBy([...about.values()].flat(), ({ claim }) =>
    claim.field === "followUp" ? claim.value.sha : "",
  );
  const named = new Set([...usesOf.keys(), ...about.keys(), ...followUps.keys(), ...corpus.facts.keys()]);
  named.delete("");
  return new Map(
    [...named].map((sha) => {
      const facts = corpus.facts.get(sha);
      const own = about.get(sha) ?? [];
      const listed = usesOf.get(sha) ?? [];
      return [
        sha,
        {
          sha,
          repository: facts?.repository ?? listed[0]?.change.repository ?? "linux",
          facts,
          verdicts: own,
          since: sinceOf(facts, own, facts ? newestTagBehind(facts, corpus) : null),
          followsUp: followUps.get(sha) ?? [],
          changes: listed.map(({ sha: _, ...use }) => use),
        },
      ];
    }),
  );
}

/** Days of releases that are in no list, such as those of libcap: as claimed about the change that is the release. */
function claimedDates(all: Verdict[]): [release: string, day: string][] {
  const released = new Map(
    all.flatMap(({ claim }) =>
      claim.field === "release" && claim.change ? [[claim.change, claim.value] as const] : [],
    ),
  );
  return all.flatMap(({ claim }) => {
    const release = claim.field === "releaseDate" && claim.change ? released.get(claim.change) : undefined;
    return release === undefined ? [] : [[release, String(claim.value).slice(0, 10)]];
  });
}

function placesIn(documents: DocumentRecord[]): Map<string, Place[]> {
  const places = new Map<string, Place[]>();
  for (const document of documents) {
    let position = 0;
    for (const { heading, items } of document.outline) {
      for (const { change, topic, label } of items) {
        position += 1;
        const key = change === undefined ? `topic ${topic}` : `change ${change}`;
        places.set(key, [...(places.get(key) ?? []), { document, heading, label, position }]);
      }
    }
  }
  return places;
}

function newestFirst(a: ChangeEntry, b: ChangeEntry): number {
  const left = safeRelease(a.since.first);
  const right = safeRelease(b.since.first);
  if (left === right) return a.record.slug < b.record.slug ? -1 : 1;
  if (left === undefined) return -1;
  if (right === undefined) return 1;
  return compareReleases(right, left);
}

/** How one field of a commit is known. */
export type Origin = Extract<Evidence, "fact" | "quoted" | "derived" | "unknown">;

/** The best that is known in one field of a commit. */
export interface BestKnown {
  origin: Origin;
  value: string | boolean | null;
  /** Every claim made in that field. */
  verdicts: Verdict[];
}

/**
 * A fact where there is one, else the claim of the best source, else null.
 * @param field one with a single value, not a list: "subject", "author", "authorDate"
 * @example bestKnown(commit, "author") // { origin: "quoted", value: "Ann Author", verdicts: [...] }
 */
export function bestKnown(commit: CommitEntry, field: ClaimField): BestKnown {
  const claims = commit.verdicts.filter(({ claim }) => claim.field === field);
  const fact = commit.facts && factFor(field, commit.facts);
  if (fact !== undefined) return { origin: "fact", value: fact as BestKnown["value"], verdicts: claims };
  const best = claims.toSorted((a, b) => trust(b) - trust(a))[0];
  if (!best) return { origin: "unknown", value: null, verdicts: [] };
  return { origin: best.claim.confidence, value: best.claim.value as BestKnown["value"], verdicts: claims };
}

/** The commit's subject, or null where no source gives one: it is never made up. */
export function subjectOf(commit: CommitEntry | undefined): string | null {
  if (!commit) return null;
  const { value } = bestKnown(commit, "subject");
  if (typeof value === "string") return value;
  const [named] = commit.followsUp;
  return named?.claim.field === "followUp" ? named.claim.value.subject : null;
}

/** Copies of the commit first, then what is undisputed, then what is quoted. */
function trust(verdict: Verdict): number {
  if (rankOf(verdict) === 1) return 4;
  return (verdict.state === "disagrees" ? 0 : 2) + (verdict.claim.confidence === "quoted" ? 1 : 0);
}
