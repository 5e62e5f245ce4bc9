import { shortHash } from "../domain/hash.ts";
import { readIdentifier } from "../domain/identifier.ts";
import { counted, quoted, spellOut, wrappedLine } from "../domain/text.ts";
import { nameWithKind } from "../model/evidence.ts";
import { evidenceInWords, type ReleaseAnswer } from "../model/headline.ts";
import { type DecidedInterface, endInWords, interfaceInWords } from "../model/interface-since.ts";
import { isOld, type SourceNeeds } from "../model/source-needs.ts";

/** What every output says of the release, for programs. */
export interface SinceJson {
  /** More than one: equally good sources contradict each other. */
  releases: { version: string; date: string | null }[];
  /** What the releases rest on. */
  origin: string | null;
  evidence: string;
  /** Slugs of the documents that name one of these releases. */
  sources: string[];
  inWords: string;
}

/**
 * A decided interface for programs: `since` is what every output says, the keys up to `error` are what headers show.
 * @example interfaceJson(answer).since.inWords // "v5.8 (2020-08-02), claim, 2 sources; headers: after v5.6, in v5.8 at the latest"
 */
export function interfaceJson<T extends DecidedInterface>(
  answer: T,
): Omit<T, "since"> & { since: SinceJson } {
  const { since, ...shown } = answer;
  return { ...shown, since: sinceJson(since, since.origin, interfaceInWords(since)) };
}

/** @param origin what the releases rest on */
export function sinceJson(
  { releases, evidence, sources }: ReleaseAnswer,
  origin: string | null,
  inWords: string,
): SinceJson {
  return {
    releases: releases.map(({ version, day }) => ({ version, date: day })),
    origin,
    evidence,
    sources: sources.map(({ slug }) => slug),
    inWords,
  };
}

/**
 * A decided interface for a terminal: the release first, then what each history shows.
 * @param dates days of releases
 * @example interfaceText(answer, new Map([["v5.6", "2020-03-29"]])) // "CLONE_NEWTIME: v5.6 (2020-03-29), absent from v5.5\n ..."
 */
export function interfaceText(
  answer: DecidedInterface,
  dates: Pick<ReadonlyMap<string, string>, "get">,
): string {
  const { input, name, observations, disputes = [], header, never = [], nearest = [], since } = answer;
  const dated = (release: string) => {
    const day = dates.get(release);
    return day === undefined ? release : `${release} (${day})`;
  };
  // Whatever else it rests on is said in one line with the release.
  const end = isOfHeaders(answer) ? endInWords(since) : undefined;
  const lines = [
    `${spellOut(answer.error === null ? name : input)}: ${verdict(answer, dated)}`,
    ...(end === undefined ? [] : [`  ${end}`]),
    ...(isOfHeaders(answer) ? [] : basisOf(since)),
    ...(header === undefined ? [] : [`  in ${header}`]),
    ...observations.map((seen) => `  ${observed(seen)}`),
    ...disputes.map(({ history, kind, against }) => `  ${history} ${disputed[kind]} ${against}`),
    ...never.map(({ history, newest }) => `  ${history}: in no import (newest: ${newest})`),
    ...(nearest.length === 0 ? [] : [`  Did you mean ${nearest.map(quoted).join(" or ")}?`]),
  ];
  return lines.map((line) => wrappedLine(spellOut(line), "    ")).join("\n");
}

const disputed = {
  early: "has it in a release in which it is absent from",
  late: "lacks it in a release in which it is in",
  value: "has another constant of this name than",
};

function isOfHeaders({ since }: DecidedInterface): boolean {
  return since.releases.length === 0 || since.origin === "headers";
}

/** What a release rests on that headers alone do not give. */
function basisOf({ sources, commit }: DecidedInterface["since"]): string[] {
  return [
    ...(commit === undefined ? [] : [`  introduced by commit ${shortHash(commit)}`]),
    ...(sources.length === 0 ? [] : [`  claimed by ${sources.map(nameWithKind).join(", ")}`]),
  ];
}

function verdict(answer: DecidedInterface, dated: (release: string) => string): string {
  const { name, release, absentIn, presentIn, error, never, since } = answer;
  if (!isOfHeaders(answer)) return interfaceInWords(since);
  if (error !== null && readIdentifier(name) === null) return "unknown: no record has its release";
  if (error !== null && /^(?:bpf_|BPF_FUNC_)\w/.test(name))
    return "unknown: the header names helpers of BPF in a macro, which is not read";
  if (error !== null)
    return never ? "in no header that was searched" : "unknown: in no header that was searched";
  if (release !== null) return `${dated(release)}, absent from ${absentIn}`;
  if (absentIn !== null) return `after ${dated(absentIn)}, in ${dated(presentIn ?? "")} at the latest`;
  return `in ${dated(presentIn ?? "")}, not known to be absent before`;
}

/** Enough to repeat it with git show. */
function observed({ history, absent, present }: DecidedInterface["observations"][number]): string {
  const before =
    absent === null
      ? []
      : [
          `absent from ${absent.label} (${shortHash(absent.commit)}${absent.path === null ? "" : `:${absent.path}`})`,
        ];
  const value = present?.value ? ` as ${present.value}` : "";
  const after =
    present === null
      ? []
      : [`in ${present.label} (${shortHash(present.commit)}:${present.path}:${present.line})${value}`];
  return `${history}: ${[...before, ...after].join(", ") || "for the kernel or one architecture alone"}`;
}

/**
 * What a source file needs, for a terminal: the newest kernel, then the names by release, and those that no header has.
 * @param dates days of releases
 * @example sourceText("mount.c", needs, dates)
 * // mount.c needs v5.12 (2021-04-25)
 * //   v5.12 (2021-04-25)  struct mount_attr, line 385
 */
export function sourceText(
  file: string,
  { needs, unknown }: SourceNeeds,
  dates: Pick<ReadonlyMap<string, string>, "get">,
): string {
  const dated = (release: string) => {
    const day = dates.get(release);
    return day === undefined ? release : `${release} (${day})`;
  };
  const shown = needs.filter((need) => !isOld(need));
  const rows = shown.map((need) => {
    const { since, absentIn, presentIn, input, line } = need;
    const releases = since.releases.map(({ version }) => dated(version)).join(" or ");
    const when = releases || `after ${absentIn}, in ${presentIn} at the latest`;
    const how = isOfHeaders(need) ? "" : `, ${evidenceInWords(since)}`;
    return [when, `${input}, line ${line}${how}`] as const;
  });
  const width = Math.max(0, ...rows.map(([when]) => when.length));
  const old = needs.length - shown.length;
  const [newest] = rows;
  const lines = [
    `${file} ${newest ? `needs ${newest[0]}` : "needs no release in particular"}`,
    ...rows.map(([when, what]) => `  ${when.padEnd(width)}  ${what}`),
    ...(old === 0 ? [] : [`  ${counted(old, "name")} in the oldest headers that were read`]),
    ...(unknown.length === 0
      ? []
      : [
          `  in no header, so of the C library, the program or never merged: ${unknown.map(({ input }) => input).join(", ")}`,
        ]),
  ];
  return lines.map((line) => wrappedLine(spellOut(line), "    ")).join("\n");
}
