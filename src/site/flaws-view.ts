import { isWholeHash, shortHash } from "../domain/hash.ts";
import { compareReleases, seriesOf } from "../domain/release.ts";
import { counted, oneLine } from "../domain/text.ts";
import { backportsOf } from "../model/backports.ts";
import { type Flaws, flawsFixedBy, hasFlaws, MAINLINE } from "../model/flaws.ts";
import type { CommitEntry, Knowledge } from "../model/knowledge.ts";
import type { FlawRange } from "../records/schema/claim.ts";
import { documentHref } from "./links.ts";
import {
  type CitationView,
  citationView,
  type HashView,
  hashView,
  type LinkView,
  type ReleaseView,
  releaseView,
} from "./views.ts";

/** A release and the commit that brought something to it. */
interface LandingView {
  release: ReleaseView;
  hash: HashView;
}

/** A line of releases: the first with every fix, or which fix it is not known to have. */
interface BranchView {
  name: string;
  safeSince: ReleaseView | undefined;
  open: string;
  /** Whether it gets no fixes any more: its support ended, or it is older than series that the source lists without it. */
  isOver: boolean;
  /** The day its support ended; undefined where the source does not say. */
  ended: string | undefined;
}

/** What is known to have been wrong with a change or commit, what fixed it where, and which releases have every fix. */
export interface FlawsView {
  what: "change" | "commit";
  /** Whether the release with the whole of it is known. */
  isReleaseKnown: boolean;
  /** Lines of releases that are supported, or of which no source says whether they are. */
  branches: BranchView[];
  /** Stable series that get no fixes any more, by the source and as of the day of `support`. */
  ended: BranchView[];
  support: { link: LinkView; asOf: string } | undefined;
  /** Commits that bring much else, and how many flaws their own pages list. */
  elsewhere: { hash: HashView; flaws: string }[];
  /** Whether there are so many that only what fixed them in the mainline is listed. */
  isShort: boolean;
  documents: { link: LinkView; date: string | undefined; version: string | undefined }[];
  flaws: {
    cve: string;
    title: string;
    citation: CitationView;
    introduced: LandingView[];
    /** One for each commit that brought it: its fix, or the release after which it has none. */
    fixed: ({ landing: LandingView } | { notAfter: string | undefined })[];
  }[];
  further: {
    hash: HashView;
    subject: string;
    /** The commit it fixes, where that is one of several. */
    of: HashView | undefined;
    /** It was taken back. */
    isReverted: boolean;
    release: ReleaseView | undefined;
  }[];
}

/** @returns undefined where no flaw and no fix is known */
export function flawsView(
  found: Flaws,
  what: FlawsView["what"],
  repository: string,
  known: Knowledge,
): FlawsView | undefined {
  if (!hasFlaws(found)) return undefined;
  const { flaws, further, branches, complete, elsewhere } = found;
  const { support } = known.corpus;
  const newest = support?.series
    .map(({ series }) => series)
    .sort(compareReleases)
    .at(-1);
  const undated = new Set(further.filter(({ release }) => release === undefined).map(({ name }) => name));
  const lines = branches.map(({ name, safeSince, open }): BranchView => {
    const listed = support?.series.find(({ series }) => series === name);
    const ended = listed?.until && listed.until < (support?.asOf ?? "") ? listed.until : undefined;
    const isUnlisted = listed === undefined && newest !== undefined && compareReleases(name, newest) < 0;
    return {
      name: name === MAINLINE ? "Mainline" : `${name.slice(1)}.y`,
      safeSince: safeSince === undefined ? undefined : releaseView(safeSince, known),
      open: openInWords(open, undated),
      isOver: name !== MAINLINE && (ended !== undefined || isUnlisted),
      ended,
    };
  });
  const isShort = flaws.length > MOST_IN_FULL;
  const landing = ({ release, sha }: { release: string; sha: string }): LandingView => ({
    release: releaseView(release, known),
    hash: hashView(sha, known, { repository, stable: seriesOf(release) !== release }),
  });
  const documents = [...new Set(flaws.map(({ verdict }) => verdict.document))];
  return {
    what,
    isReleaseKnown: complete !== undefined,
    branches: lines.filter(({ isOver }) => !isOver),
    ended: lines.filter(({ isOver }) => isOver),
    support: support && { link: { href: support.url, title: support.title }, asOf: support.asOf },
    elsewhere: elsewhere.map(({ sha, count }) => ({
      hash: hashView(sha, known),
      flaws: counted(count, "flaw"),
    })),
    isShort,
    documents: documents.map(({ slug, title, date, version }) => ({
      link: { href: documentHref(slug), title },
      date,
      version: version && isWholeHash(version) ? shortHash(version) : version,
    })),
    flaws: flaws.map(({ cve, title, ranges, verdict }) => ({
      cve,
      title: oneLine(title ?? ""),
      citation: citationView({ document: verdict.document.slug, at: verdict.claim.at }, known),
      introduced: [
        ...new Map(
          (isShort ? [] : ranges).flatMap(({ introduced }) =>
            introduced ? [[introduced.sha, introduced]] : [],
          ),
        ).values(),
      ].map(landing),
      fixed: (isShort ? ranges.filter(isOfMainline) : ranges).map(({ introduced, fixed }) =>
        fixed ? { landing: landing(fixed) } : { notAfter: introduced?.release },
      ),
    })),
    further: further.map(({ sha, subject, of, isReverted, release }) => ({
      hash: hashView(sha, known, { repository }),
      subject: subject === null ? "" : oneLine(subject),
      of: what === "change" && of !== undefined ? hashView(of, known) : undefined,
      isReverted,
      release: release === undefined ? undefined : releaseView(release, known),
    })),
  };
}

/** A flaw that a change or commit fixed, and did not bring. */
export interface FixedFlawView {
  cve: string;
  title: string;
  citation: CitationView;
}

export function fixedFlawViews(commits: readonly { sha: string }[], known: Knowledge): FixedFlawView[] {
  return flawsFixedBy(commits, known).map(({ cve, title, verdict }) => ({
    cve,
    title: oneLine(title ?? ""),
    citation: citationView({ document: verdict.document.slug, at: verdict.claim.at }, known),
  }));
}

/** Whether a stable tree was read, and the stable releases with a backport. */
export interface BackportsView {
  isRead: boolean;
  releases: ReleaseView[];
}

/** @returns undefined for what is in no release, and for a repository without stable series */
export function backportsView(commits: CommitEntry[], known: Knowledge): BackportsView | undefined {
  const isReleased = commits.some(({ since }) => since.releases.length > 0);
  const hasStable = known.corpus.repositories.some(
    ({ id, stableTags }) => stableTags.length > 0 && commits.some(({ repository }) => repository === id),
  );
  if (!isReleased || !hasStable) return undefined;
  const { isRead, found } = backportsOf(commits, known);
  const releases = [...new Set(found.flatMap(({ release }) => release ?? []))].sort(compareReleases);
  return { isRead, releases: releases.map((release) => releaseView(release, known)) };
}

/** Flaws of a commit; those of the start of the history are hundreds. */
const MOST_IN_FULL = 60;

function isOfMainline({ fixed }: FlawRange): boolean {
  return fixed !== null && seriesOf(fixed.release) === fixed.release;
}

/** Which fixes a line of releases is not known to have: flaws by their id, fixes by their hash; the first three. */
function openInWords(open: string[], undated: ReadonlySet<string>): string {
  const unknown = open.filter((name) => undated.has(name));
  const missing = open.filter((name) => !undated.has(name));
  return [
    ...(missing.length > 0 ? [`no fix known for ${namesOf(missing)}`] : []),
    ...(unknown.length > 0 ? [`release of the fix ${namesOf(unknown)} not known`] : []),
  ].join("; ");
}

function namesOf(open: string[]): string {
  const first = open.slice(0, 3).map((name) => (name.startsWith("CVE") ? name : shortHash(name)));
  return first.join(", ") + (open.length > 3 ? ` and ${open.length - 3} more` : "");
}
