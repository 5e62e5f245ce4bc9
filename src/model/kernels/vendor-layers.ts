import { compareBuilds, type LineCandidate } from "../../domain/uname.ts";
import type { KernelLineRecord, VendorFactRecord } from "../../records/corpus.ts";
import { layerOf, type VendorLayer } from "../../records/schema/kernels.ts";
import type { KernelEvidence, KernelSources } from "./arrival.ts";
import { type KernelVerdict, verdictOfDefault } from "./kernel-answer.ts";
import type { Subject } from "./subject.ts";

/** What is known of one layer of one thing in one kernel of a vendor. */
export interface LayerState {
  /** yes: there, built, on. no: absent, refused or not built. off and restricted are states of the default. */
  state: "yes" | "no" | "off" | "restricted";
  fact: VendorFactRecord;
}

/** Code, configuration and default of one thing in one kernel of a vendor, kept apart; null where nothing is known. */
export interface VendorLayers {
  code: LayerState | null;
  configuration: LayerState | null;
  default: LayerState | null;
  /** Facts about other builds of the line, in the order of the builds: what a build between them can be told. */
  others: VendorFactRecord[];
}

/**
 * What vendor facts say of one thing in one kernel.
 * @param build the vendor's number; null where only the line is known, so that only facts about all of it count
 * @example layersOf(subject, { line: "el9", build: "427.13.1" }, sources).default?.state // "off", for io_uring_setup
 */
export function layersOf(
  subject: Subject,
  { line, build }: Pick<LineCandidate, "line" | "build">,
  sources: KernelSources,
): VendorLayers {
  const { [subject.kind === "change" ? "change" : "interface"]: about } = sources.facts;
  const own = ofLine(line, about.get(subject.name) ?? [], sources);
  const found: VendorLayers = { code: null, configuration: null, default: null, others: [] };
  for (const fact of own) {
    const state = stateIn(fact, build, (sources.lines.get(line)?.releases.length ?? 0) > 0);
    if (state === null) found.others.push(fact);
    else found[layerOf(fact)] ??= { state, fact };
  }
  const first = (fact: VendorFactRecord) => fact.absentIn ?? fact.from ?? "0";
  found.others.sort((a, b) => compareBuilds(first(a), first(b)));
  return found;
}

/**
 * The vendor facts that hold for a line, with those of the line whose kernels it has, each with the sources that are of
 * that line.
 * @example factsOfLine("ubuntu-22.04-hwe-6.5", sources)[0]?.lines // ["ubuntu-23.10"]
 */
export function factsOfLine(line: string, sources: KernelSources): VendorFactRecord[] {
  return ofLine(line, sources.known.corpus.vendorFacts, sources);
}

function ofLine(
  line: string,
  facts: readonly VendorFactRecord[],
  { lines }: KernelSources,
): VendorFactRecord[] {
  const shared = lines.get(line)?.kernelOf;
  return facts.flatMap((fact) => {
    const own = fact.lines.includes(line) ? line : fact.isPolicy ? undefined : shared;
    if (own === undefined || !fact.lines.includes(own)) return [];
    return [{ ...fact, sources: fact.sources.filter((each) => each.lines?.includes(own) ?? true) }];
  });
}

function stateIn(
  fact: VendorFactRecord,
  build: string | null,
  hasReleases: boolean,
): LayerState["state"] | null {
  const { absentIn, from, until } = fact;
  if (build === null) {
    // Of a line without minor releases, a tree that was read stands for the others.
    const isOfWholeLine = until === undefined || (fact.kind === "absent" && !hasReleases);
    if (absentIn !== undefined || from !== undefined || !isOfWholeLine) return null;
  } else {
    if (absentIn !== undefined && compareBuilds(build, absentIn) <= 0) return "no";
    if (from !== undefined && compareBuilds(build, from) < 0) return null;
    if (until !== undefined && compareBuilds(build, until) > 0) return null;
  }
  return states[fact.kind];
}

const states: Record<VendorFactRecord["kind"], LayerState["state"]> = {
  present: "yes",
  backported: "yes",
  "patched-differently": "yes",
  absent: "no",
  disabled: "no",
  "off-by-default": "off",
  restricted: "restricted",
};

/** The layers in the order in which they decide: what is not in the code cannot be configured. */
export const layerOrder: readonly VendorLayer[] = ["code", "configuration", "default"];

/**
 * What a fact by itself says of the kernels it is about.
 * @example verdictOfFact({ kind: "backported" }) // "has"
 */
export function verdictOfFact({ kind }: Pick<VendorFactRecord, "kind">): KernelVerdict {
  const state = states[kind];
  if (state === "off" || state === "restricted") return verdictOfDefault(state);
  return state === "yes" ? "has" : "lacks";
}

/** Whether a fact says that something is not there, or not on. */
export function isRefusal({ kind }: VendorFactRecord): boolean {
  return states[kind] !== "yes";
}

/** A fact about more things than these was made from whole trees: each of its sources shows some of them. */
const MANY = 8;

/**
 * The sources of a fact, those about the subject's own header or the table of calls first. Of a fact about many things
 * only those of its sources that speak of the subject, where any does, and no lines of the others.
 * @example evidenceOfFact(fact, subject)[0]?.at // "include/uapi/linux/sched.h"
 */
export function evidenceOfFact(fact: VendorFactRecord, subject: Subject): KernelEvidence[] {
  const { summary, sources, interfaces, changes } = fact;
  const isOfMany = interfaces.length + changes.length > MANY;
  const [places, words] = [placesOf(subject), isOfMany ? wordsOf(subject.name) : []];
  const nearness = ({ at }: { at: string }) =>
    places.some((place) => at.includes(place))
      ? 2
      : words.some((word) => at.toLowerCase().includes(word))
        ? 1
        : 0;
  const nearest = isOfMany ? Math.max(0, ...sources.map(nearness)) : 0;
  return sources
    .filter((source) => nearness(source) >= nearest)
    .toSorted((a, b) => nearness(b) - nearness(a))
    .map(({ url = null, at }) => {
      const file = isOfMany ? at.replace(/, lines [\d, ]+$/, "") : at;
      return { says: summary, url: file === at ? url : (url?.replace(/#L\d+$/, "") ?? null), at: file };
    });
}

/** What the path of a source about it has in it. */
function placesOf(subject: Subject): string[] {
  if (subject.kind === "unknown") return [];
  const kinds =
    subject.kind === "interface"
      ? subject.kinds
      : subject.entry.record.interfaces.flatMap(({ kind, role }) => (role === "introduces" ? kind : []));
  const calls = kinds.includes("syscall") ? ["syscall"] : [];
  if (subject.kind === "change")
    return [...calls, ...(kinds.includes("capability") ? ["/capability.h"] : [])];
  const { entry, name } = subject;
  const headers =
    entry?.answer.observations.flatMap(({ present }) => present?.path.split("/").at(-1) ?? []) ?? [];
  return calls.length > 0 ? calls : [...headers, name];
}

/** "overlayfs" of "userns-overlayfs": words that a path may have. */
function wordsOf(name: string): string[] {
  return name
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word.length > 3 && word !== "namespaces" && word !== "proc");
}

/** "el9 from build 362 to 427", for a sentence. */
export function buildsInWords({ absentIn, from, until }: VendorFactRecord): string {
  if (from !== undefined && until !== undefined) return `builds ${from} to ${until}`;
  if (from !== undefined)
    return absentIn === undefined ? `from build ${from} on` : `from build ${from} on, not up to ${absentIn}`;
  return until === undefined ? "all builds" : `builds up to ${until}`;
}

/**
 * The same for a table, with the minor releases that began with those builds.
 * @example releasesInWords({ from: "362" }, el9) // "from 9.3 (build 362) on"
 */
export function releasesInWords(
  { absentIn, from, until }: Pick<VendorFactRecord, "absentIn" | "from" | "until">,
  { releases }: Pick<KernelLineRecord, "releases">,
): string {
  const named = (build: string) => {
    const release = releases.find((each) => compareBuilds(each.build, build) === 0);
    return release ? `${release.version} (build ${build})` : `build ${build}`;
  };
  const without = absentIn === undefined ? "" : `, not in ${named(absentIn)}`;
  if (from !== undefined) {
    return (
      (until === undefined ? `from ${named(from)} on` : `from ${named(from)} to ${named(until)}`) + without
    );
  }
  return (until === undefined ? "all builds" : `up to ${named(until)}`) + without;
}

/** "RHEL 9.4 (build 427.13.1)", "a build between RHEL 9.3 and 9.4". */
export function candidateInWords(candidate: LineCandidate, line: KernelLineRecord | undefined): string {
  const { release, between, build } = candidate;
  const title = line?.title ?? candidate.line;
  if (release !== null) return `${title}, release ${release}`;
  if (between) {
    const { after, before } = between;
    const place =
      after === null
        ? `before ${before}`
        : before === null
          ? `after ${after}`
          : `between ${after} and ${before}`;
    return `${title}, build ${build} ${place}`;
  }
  return title;
}
