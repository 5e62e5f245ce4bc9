import { shortHash } from "../domain/hash.ts";
import { seriesOf } from "../domain/release.ts";
import { oneLine } from "../domain/text.ts";
import { type Flaws, hasFlaws, MAINLINE } from "../model/flaws.ts";
import type { Knowledge } from "../model/knowledge.ts";
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

/** What is known to have been wrong with a change or commit, what fixed it where, and which releases have every fix. */
export interface FlawsView {
  what: "change" | "commit";
  /** Whether the release with the whole of it is known. */
  isReleaseKnown: boolean;
  /** Fixes whose release is not known, and which no answer counts. */
  uncounted: number;
  /** A line of releases: the first with every fix, or what it has no fix for. */
  branches: { name: string; safeSince: ReleaseView | undefined; open: string }[];
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
  const { flaws, further, branches, complete } = found;
  const landing = ({ release, sha }: { release: string; sha: string }): LandingView => ({
    release: releaseView(release, known),
    hash: hashView(sha, known, { repository, stable: seriesOf(release) !== release }),
  });
  const documents = [...new Set(flaws.map(({ verdict }) => verdict.document))];
  return {
    what,
    isReleaseKnown: complete !== undefined,
    uncounted: further.filter(({ release }) => release === undefined).length,
    branches: branches.map(({ name, safeSince, open }) => ({
      name: name === MAINLINE ? "Mainline" : `${name.slice(1)}.y`,
      safeSince: safeSince === undefined ? undefined : releaseView(safeSince, known),
      open: namesOf(open),
    })),
    documents: documents.map(({ slug, title, date, version }) => ({
      link: { href: documentHref(slug), title },
      date,
      version,
    })),
    flaws: flaws.map(({ cve, title, ranges, verdict }) => ({
      cve,
      title: oneLine(title ?? ""),
      citation: citationView({ document: verdict.document.slug, at: verdict.claim.at }, known),
      introduced: [
        ...new Map(
          ranges.flatMap(({ introduced }) => (introduced ? [[introduced.sha, introduced]] : [])),
        ).values(),
      ].map(landing),
      fixed: ranges.map(({ introduced, fixed }) =>
        fixed ? { landing: landing(fixed) } : { notAfter: introduced?.release },
      ),
    })),
    further: further.map(({ sha, subject, of, release }) => ({
      hash: hashView(sha, known, { repository }),
      subject: subject === null ? "" : oneLine(subject),
      of: what === "change" && of !== undefined ? hashView(of, known) : undefined,
      release: release === undefined ? undefined : releaseView(release, known),
    })),
  };
}

/** The first three; fixes by their hash. */
function namesOf(open: string[]): string {
  const first = open.slice(0, 3).map((name) => (name.startsWith("CVE") ? name : shortHash(name)));
  return first.join(", ") + (open.length > 3 ? ` and ${open.length - 3} more` : "");
}
