// Over 250 lines: changes, interfaces and names of headers arrive in the same words, with the same evidence.
import { previousRelease } from "../../domain/header-bracket.ts";
import { compareReleases } from "../../domain/release.ts";
import type { KernelLineRecord, VendorFactRecord } from "../../records/corpus.ts";
import type { ChangeState } from "../../records/schema/change.ts";
import { KERNEL } from "../../records/schema/repository.ts";
import { sourceKinds } from "../evidence.ts";
import { answerInWords, releaseAnswer } from "../headline.ts";
import type { InterfaceAnswer } from "../interface-answer.ts";
import { type InterfaceEntry, interfaceEntries } from "../interface-entries.ts";
import { sinceOfHeaders } from "../interface-since.ts";
import type { ChangeEntry, Knowledge } from "../knowledge.ts";
import type { Verdict } from "../verdict.ts";

/** One thing that an answer rests on. */
export interface KernelEvidence {
  /** In words, one sentence or less. */
  says: string;
  /** Address of the source; null where it has none. */
  url: string | null;
  /** Place in the source. */
  at: string | null;
}

/** When something came to the mainline. */
export interface Arrival {
  /** The first release with it, where that is one: "v5.6". */
  release: string | null;
  /** The oldest mainline release that is known to have it. */
  presentIn: string | null;
  /** The newest mainline release that is known to lack it, as all before it. */
  absentIn: string | null;
  /** In words, for a sentence: "came with v5.6 (2020-03-29)". */
  words: string;
  evidence: KernelEvidence[];
}

/** Everything that answers about kernels are made from. */
export interface KernelSources {
  known: Knowledge;
  lines: ReadonlyMap<string, KernelLineRecord>;
  interfaces: ReadonlyMap<string, InterfaceEntry>;
  /** The vendor facts about each change and interface, by its name, in the order of the content. */
  facts: Readonly<Record<"change" | "interface", ReadonlyMap<string, readonly VendorFactRecord[]>>>;
  previous: (release: string) => string | null;
}

/** @example const sources = kernelSources(knowledgeOf(corpus)); */
export function kernelSources(known: Knowledge): KernelSources {
  const { vendorFacts } = known.corpus;
  return {
    known,
    lines: new Map(known.corpus.kernelLines.map((line) => [line.id, line])),
    interfaces: new Map(interfaceEntries(known).map((entry) => [entry.name, entry])),
    facts: {
      change: byName(vendorFacts, ({ changes }) => changes),
      interface: byName(vendorFacts, ({ interfaces }) => interfaces),
    },
    previous: previousRelease(known.corpus.releases),
  };
}

function byName(
  facts: readonly VendorFactRecord[],
  namesOf: (fact: VendorFactRecord) => readonly string[],
): Map<string, VendorFactRecord[]> {
  const found = new Map<string, VendorFactRecord[]>();
  for (const fact of facts) {
    for (const name of new Set(namesOf(fact))) found.set(name, [...(found.get(name) ?? []), fact]);
  }
  return found;
}

/**
 * When a change came, by one of its two releases.
 * @param since `entry.since.first` or `entry.since.complete`
 */
export function arrivalOfChange(
  entry: ChangeEntry,
  since: ChangeEntry["since"]["first"],
  sources: KernelSources,
): Arrival {
  const { record } = entry;
  const answer = releaseAnswer(since, sources.known);
  const tags = answer.releases.map(({ version }) => version);
  const [first = null] = tags;
  const last = tags.at(-1) ?? null;
  const evidence = evidenceOfChange(entry, since, sources);
  if (first !== null) {
    const words = `${record.removes ? "took effect" : "came"} with ${answerInWords(answer)}`;
    const release = tags.length === 1 ? first : null;
    return { release, presentIn: last, absentIn: sources.previous(first), words, evidence };
  }
  const none = { release: null, presentIn: null, evidence };
  if (answer.unreleasedAsOf !== undefined) {
    const words = `is in no release up to ${answer.unreleasedAsOf}`;
    return { ...none, absentIn: answer.unreleasedAsOf, words };
  }
  const { state, asOf } = record.status;
  if (state === "merged" || state === "partly")
    return {
      ...none,
      absentIn: null,
      words: `${record.removes ? "took effect" : "came"} with a release that no source names`,
    };
  const until = sources.known.corpus.releases.findLast(({ date }) => date !== null && date <= asOf);
  return { ...none, absentIn: until?.version ?? null, words: `${isOrWas[state]}, as of ${asOf}` };
}

const isOrWas: Record<Exclude<ChangeState, "merged" | "partly">, string> = {
  idea: "is an idea",
  proposed: "is only proposed",
  "in-review": "is in review",
  superseded: "was superseded",
  rejected: "was rejected",
};

function evidenceOfChange(
  { record }: ChangeEntry,
  { verdicts, releases, origin }: ChangeEntry["since"]["first"],
  { known }: KernelSources,
): KernelEvidence[] {
  if (origin === "fact") {
    const clone = Object.keys(known.corpus.clones.get(record.repository) ?? {})[0];
    return [{ says: "computed from a clone of the kernel", url: null, at: clone ?? null }];
  }
  const claims = verdicts
    .filter(({ claim }) => releases.includes(String(claim.value)))
    .map((verdict) => evidenceOfClaim(verdict, `says ${verdict.claim.value}`));
  const status = record.status.evidence.map(({ document, url, at, note }) => ({
    says: note ?? "evidence of the status",
    url: url ?? known.corpus.documents.find(({ slug }) => slug === document)?.url ?? null,
    at: at ?? null,
  }));
  return claims.length > 0 ? claims : status;
}

function evidenceOfClaim({ claim, document }: Verdict, says: string): KernelEvidence {
  const at = claim.at ?? null;
  // cgit names a path in the page of a commit, which only narrows the difference that it shows.
  const page = /^https?:/.test(at ?? "")
    ? at?.replace(/(\/commit\/)[^?#]+(\?id=[0-9a-f]{40})$/, "$1$2")
    : null;
  return {
    says: `${document.title} (${sourceKinds[document.kind]}) ${says}`,
    url: page ?? document.url ?? null,
    at: page ?? at,
  };
}

/**
 * When an interface of the content came: by headers, else by the release that the model decided from claims about it or
 * from what introduces it, within what headers leave open, else by changes that list it.
 */
export function arrivalOfEntry(entry: InterfaceEntry, sources: KernelSources): Arrival {
  const headers = arrivalInHeaders(entry.answer, sources);
  const decided = headers.release === null ? arrivalBySince(entry, sources) : undefined;
  if (decided) return decided;
  const isDated = headers.presentIn !== null || headers.absentIn !== null;
  return isDated ? headers : (arrivalByChanges(entry, sources) ?? headers);
}

/** By what is said of the interface, or by the commit or change that introduces it, where that is one release. */
function arrivalBySince(entry: InterfaceEntry, sources: KernelSources): Arrival | undefined {
  const { since, claims, introductions, uses } = entry;
  const [first, ...others] = since.releases;
  if (since.origin === "headers" || !first || others.length > 0) return undefined;
  const { version } = first;
  const own = claims
    .filter(({ claim }) => claim.value === version)
    .map((verdict) => evidenceOfClaim(verdict, `says ${version}`));
  const brings = uses.find(({ listed }) => listed.role === "introduces")?.change;
  const evidence =
    since.origin === "claims"
      ? own
      : [
          ...introductions.map((each) => evidenceOfClaim(each, "names the commit that introduces it")),
          ...(brings ? evidenceOfChange(brings, brings.since.first, sources) : []),
        ];
  return {
    release: version,
    presentIn: version,
    absentIn: sources.previous(version),
    words: `came with ${answerInWords(since)}`,
    evidence,
  };
}

/** When a name came to the kernel's headers. */
export function arrivalInHeaders(answer: InterfaceAnswer, { known, previous }: KernelSources): Arrival {
  const since = sinceOfHeaders(answer);
  const evidence = answer.observations.flatMap(({ history, absent, present }): KernelEvidence[] => {
    const repository = known.corpus.headerHistories.find(({ id }) => id === history);
    const address = (sha: string) => repository?.commitUrl.replace("{sha}", sha) ?? null;
    if (!present) return [];
    const lacks = absent ? `lack it in ${absent.label} and ` : "";
    const says = `the headers in ${repository?.title ?? history} ${lacks}have it in ${present.label}`;
    return [{ says, url: address(present.commit), at: `${present.path}, line ${present.line}` }];
  });
  const day = (release: string) => `${release} (${known.releaseDate(release) ?? "date unknown"})`;
  const none = { release: null, presentIn: null, absentIn: null };
  const table = {
    says: "the table of all names in the kernel's headers",
    url: null,
    at: answer.header ?? null,
  };
  const shown = evidence.length > 0 ? evidence : since.as === "unknown" ? [] : [table];
  switch (since.as) {
    case "release": {
      const { release } = since;
      const words = `came with ${day(release)}`;
      return { release, presentIn: release, absentIn: previous(release), words, evidence: shown };
    }
    case "between": {
      const words = `is not in the headers of ${since.after} and is in those of ${since.by}`;
      return { ...none, presentIn: since.by, absentIn: since.after, words, evidence: shown };
    }
    case "by":
      return {
        ...none,
        presentIn: since.by,
        words: `is in the headers of ${day(since.by)}`,
        evidence: shown,
      };
    case "never":
      return {
        ...none,
        absentIn: since.newest,
        words: `is in no header up to ${since.newest}`,
        evidence: shown,
      };
    case "unknown":
      return { ...none, words: "has no known first release", evidence: shown };
  }
}

/** A change that lists it has it; what was before is not known, since changes list what they merely use, too. */
function arrivalByChanges({ changes }: InterfaceEntry, sources: KernelSources): Arrival | undefined {
  const subjects = changes
    .map((entry) => ({ entry, release: entry.since.first.releases.at(-1) }))
    .filter((each): each is { entry: ChangeEntry; release: string } => each.release !== undefined)
    .filter(({ entry }) => entry.record.repository === KERNEL)
    .sort((a, b) => compareReleases(a.release, b.release));
  const [oldest] = subjects;
  if (!oldest) return undefined;
  const { entry, release } = oldest;
  return {
    release: null,
    presentIn: release,
    absentIn: null,
    words: `is part of "${entry.record.title}" of ${release}, and may be older`,
    evidence: evidenceOfChange(entry, entry.since.first, sources),
  };
}
