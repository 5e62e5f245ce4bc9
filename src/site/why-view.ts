import { compareReleases } from "../domain/release.ts";
import type { InterfaceEntry } from "../model/interface-entries.ts";
import type { CommitEntry, Knowledge } from "../model/knowledge.ts";
import type { Why, WhySource } from "../model/why.ts";
import { documentHref, href } from "./links.ts";
import { type CloneView, clonesProving } from "./proofs-view.ts";
import { type HashView, hashView, type LinkView } from "./views.ts";

/** A source that names a release, and where it does. */
export interface WhySourceView {
  link: LinkView;
  /** The release it names, where the sources name several. */
  says: string;
  /** Where in the source, each with an address where it has one. */
  places: { at: string; href: string | undefined }[];
  /** Why it follows from the source, where that does not say it word for word. */
  reasons: string[];
}

/** What a release rests on, for readers who want to check it. */
export interface WhyView {
  /** The anchor: "why". */
  id: string;
  heading: string;
  /** The commit whose release it is, where that is not the subject of the page. */
  commit: HashView | undefined;
  /** The release of that commit, where sources name another one too. */
  commitRelease: string | undefined;
  /** What a clone proves. */
  proof:
    | { clone: CloneView; release: string; candidate: string | undefined; merge: HashView | undefined }
    | undefined;
  /** What histories of the kernel's headers show. */
  headers: { history: string; shows: string }[];
  sources: WhySourceView[];
  contradicted: WhySourceView[];
  /** Why there is no release, where nothing above names one. */
  missing: string | undefined;
  /** How to verify a claim. */
  how: string;
}

/**
 * @param of the commit whose page it is; undefined on other pages
 * @param headers what headers show, where the release is that of an interface
 */
export function whyView(
  why: Why,
  known: Knowledge,
  {
    id = "why",
    of,
    headers = [],
  }: { id?: string; of?: CommitEntry; headers?: InterfaceEntry["answer"]["observations"] } = {},
): WhyView {
  const { heading, commit, commitRelease, isProved, missing } = why;
  const isSeveral = new Set([...why.sources, ...why.contradicted].flatMap(valuesOf)).size > 1;
  const source = (each: WhySource) => sourceView(each, isSeveral);
  return {
    id,
    heading,
    commit: commit && commit !== of ? hashView(commit.sha, known) : undefined,
    commitRelease,
    proof: commit && isProved ? proofOf(commit, known) : undefined,
    headers: headers.map(({ history, absent, present, privateIn }) => ({
      history,
      shows: [
        ...(absent ? [`not in ${absent.label}`] : []),
        ...(privateIn && !present ? [`for the kernel or one architecture alone in ${privateIn}`] : []),
        ...(present ? [`in ${present.label}`] : []),
      ].join(", "),
    })),
    sources: why.sources.map(source),
    contradicted: why.contradicted.map(source),
    missing: headers.length === 0 ? missing : undefined,
    how: href("/about/#verify"),
  };
}

function valuesOf({ verdicts }: WhySource): string[] {
  return verdicts.map(({ claim }) => String(claim.value));
}

function proofOf(commit: CommitEntry, known: Knowledge): WhyView["proof"] {
  const { facts, repository } = commit;
  const [clone] = clonesProving([commit], repository, known);
  if (!facts || !clone) return undefined;
  return {
    clone,
    release: facts.release ?? "",
    candidate: facts.candidate ?? undefined,
    merge: facts.mainline ? hashView(facts.mainline, known, { repository }) : undefined,
  };
}

function sourceView(source: WhySource, isSeveral: boolean): WhySourceView {
  const { document, verdicts } = source;
  const places = new Map(
    verdicts.map(({ claim: { at = "" } }) => [
      at,
      /^https?:\/\//.test(at) ? { at: new URL(at).host, href: at } : { at, href: undefined },
    ]),
  );
  return {
    link: { href: documentHref(document.slug), title: document.title },
    says: isSeveral ? [...new Set(valuesOf(source))].sort(compareReleases).join(", ") : "",
    places: [...places.values()].filter(({ at }) => at !== ""),
    reasons: [
      ...new Set(
        verdicts.flatMap(({ claim }) => (claim.confidence === "derived" ? (claim.reason ?? "") : [])),
      ),
    ],
  };
}
