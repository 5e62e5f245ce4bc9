import { shortHash } from "../../domain/hash.ts";
import { type Reference, referenceIn } from "../../domain/reference.ts";
import { counted } from "../../domain/text.ts";
import type { FollowUp } from "../messages/citations.ts";
import type { SinceAnswer } from "./since.ts";

/** What the text needs besides the answers. */
export interface SinceTextContext {
  /** Release tag -> day of the release, YYYY-MM-DD; a missing release has no known date. */
  dates: { get: (tag: string) => string | undefined };
  /** The clone's newest release or candidate; null: it has none. */
  newestTag: string | null;
  hasStableTags: boolean;
  /** Whether the answers are from the content, without a clone. */
  isOfContent?: boolean;
  /** Escapes control and bidi characters. */
  show: (text: string) => string;
}

const MARGIN = " ".repeat(14);

/**
 * One answer as text: a line with hash and subject, and below it what is known and what is unknown.
 * @returns lines, each ended by a line feed
 * @example sinceText(answer, context) // "8db6c34f1dbc  Introduce v3 namespaced file capabilities\n              v4.14 (2017-11-12) ..."
 */
export function sinceText(answer: SinceAnswer, context: SinceTextContext): string {
  const { sha, subject, error } = answer;
  if (error === "empty") return "";
  if (error !== null || sha === null) {
    const facts = [whyNot(answer, context), ...alsoNamedLine(answer)];
    return [context.show(shortened(answer.input)), ...facts.map((fact) => MARGIN + fact), ""].join("\n");
  }
  const facts = context.isOfContent || answer.inClone === false ? contentLines : cloneLines;
  return [
    `${shortHash(sha)}  ${context.show(subject ?? "")}`,
    ...[...facts(answer, context), ...alsoNamedLine(answer)].map((fact) => MARGIN + fact),
    "",
  ].join("\n");
}

function cloneLines(answer: SinceAnswer, context: SinceTextContext): string[] {
  return [
    ...tagLine(answer, context),
    ...releaseLines(answer, context),
    ...contentLine(answer),
    mergeLine(answer),
    ...followUpLines(answer, context),
    ...backportLines(answer, context),
  ];
}

function contentLines(answer: SinceAnswer, context: SinceTextContext): string[] {
  const { inClone, since, mainline } = answer;
  const release = inClone === false ? [lackedLine(context), ...contentLine(answer)] : [since?.inWords ?? ""];
  return [...release, ...(mainline === null ? [] : [mergeLine(answer)])];
}

function lackedLine({ newestTag }: SinceTextContext): string {
  return `not in this clone, whose newest tag is ${newestTag ?? "none"}`;
}

function contentLine({ since }: Pick<SinceAnswer, "since">): string[] {
  return since === undefined ? [] : [`by the content: ${since.inWords}`];
}

function shortened(text: string): string {
  return text.length <= 200 ? text : `${text.slice(0, 199).toWellFormed()}…`;
}

function tagLine({ input, hash, tag }: SinceAnswer, { show }: SinceTextContext): string[] {
  return tag === undefined ? [] : [`${shortHash(hash ?? input)} is the tag ${show(tag)} of this commit`];
}

function alsoNamedLine({ alsoNamed = [] }: SinceAnswer): string[] {
  return alsoNamed.length === 0 ? [] : [`the line also names ${alsoNamed.map(shortHash).join(", ")}`];
}

function whyNot(
  { input, error, candidates = [], tag, inClone }: SinceAnswer,
  context: SinceTextContext,
): string {
  const { show, isOfContent } = context;
  if (tag !== undefined) return `the tag ${show(tag)}, which points at no commit of this clone`;
  switch (error) {
    case "malformed":
      return `malformed: expected a commit or an interface, found ${othersName(referenceIn(input))}`;
    case "ambiguous":
      return `${inClone === false ? `${lackedLine(context)}; in the content ` : ""}ambiguous: ${candidates.join(", ")}`;
    default:
      return `unknown: ${isOfContent ? "" : `${lackedLine(context)}, and `}no record, claim or fact names it`;
  }
}

/** What a line without commit and interface names instead. */
function othersName(reference: Reference | null): string {
  switch (reference?.type) {
    case "release":
      return `the release ${reference.tag}`;
    case "kernel":
      return "a kernel as uname -r prints it";
    case "hash":
      return "a hash of fewer than 7 digits";
    case "address":
      return 'an address of something else; "sincelinux show" may know it';
    default:
      return "neither";
  }
}

function releaseLines(answer: SinceAnswer, context: SinceTextContext): string[] {
  const { stable, upstream } = answer;
  const own = stable
    ? `${dated(stable.release, context)}, of the stable series ${stable.branch}`
    : releaseLine(answer, context);
  if (!upstream) return [own];
  const what = upstream.inMainline ? releaseLine(upstream, context) : "not in the mainline of this clone";
  return [own, `copies ${shortHash(upstream.sha)}: ${[what, ...contentLine(upstream)].join("; ")}`];
}

function dated(release: string, { dates }: SinceTextContext): string {
  return `${release} (${dates.get(release) ?? "date unknown"})`;
}

function releaseLine(
  { release, candidate, mayBe = [] }: Pick<SinceAnswer, "release" | "candidate" | "mayBe">,
  context: SinceTextContext,
): string {
  const { newestTag } = context;
  const open = mayBe.length === 0 ? "" : ` (or ${mayBe.join(" or ")}, whose tag cannot be used)`;
  const first = `${candidate === null ? "" : `, first in ${candidate}`}${open}`;
  if (release !== null) return `${dated(release, context)}${first}`;
  if (newestTag === null) return "release unknown: this clone has no release tags";
  return `unreleased as of ${newestTag}${first}`;
}

function mergeLine({ mainline, inMainline }: SinceAnswer): string {
  if (mainline !== null) return `merged by ${shortHash(mainline)}`;
  return inMainline ? "on the mainline's first-parent chain: no merge brought it" : "not in the mainline";
}

function followUpLines({ followUps, laterFollowUps }: SinceAnswer, context: SinceTextContext): string[] {
  const { newestTag, show } = context;
  if (followUps === null) return ["follow-ups not searched for"];
  if (followUps.length === 0) return ["no follow-up found"];
  const released = (release: string | null | undefined) =>
    release == null ? `unreleased as of ${newestTag ?? "no tag"}` : dated(release, context);
  const later = Map.groupBy(laterFollowUps ?? [], ({ of }) => of);
  return followUps.flatMap((each) => lines(each, 0));

  function lines({ sha, subject, kind, release }: FollowUp, depth: number): string[] {
    const line = `${"  ".repeat(depth)}${kind}: ${shortHash(sha)} ${show(subject)}, ${released(release)}`;
    const after = later.get(sha) ?? [];
    // Written out once, however many commits it follows.
    later.delete(sha);
    return [line, ...after.flatMap((each) => lines(each, depth + 1))];
  }
}

function backportLines({ backports }: SinceAnswer, { hasStableTags }: SinceTextContext): string[] {
  if (!hasStableTags) return ["backports unknown: this clone has no stable tags"];
  if (backports === null) return ["backports not searched for"];
  if (backports.length === 0) return ["no backport found"];
  return backports.map(({ sha, branch, release }) => `backport to ${branch}: ${shortHash(sha)} (${release})`);
}

/**
 * The answers for the hashes of one document, as a table with line numbers.
 * @param rows in the order of the text; `line` counts from 1
 * @returns lines, each ended by a line feed
 * @example sinceTable("notes.md", [{ line: 3, answer }], context) // "notes.md: 1 hash\n  line  commit        release ..."
 */
export function sinceTable(
  file: string,
  rows: readonly { line: number; answer: SinceAnswer }[],
  context: SinceTextContext,
): string {
  const heading = `${context.show(file)}: ${counted(rows.length, "hash", "hashes")}`;
  if (rows.length === 0) return `${heading}\n`;
  const cells = [
    ["line", "commit", "release", "subject"],
    ...rows.map(({ line, answer }) => [
      String(line),
      shortHash(answer.sha ?? answer.input.toLowerCase()),
      releaseOf(answer, context),
      subjectOf(answer, context),
    ]),
  ];
  const widths = [0, 1, 2].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map(([line = "", commit = "", release = "", subject = ""]) =>
    [
      line.padStart(widths[0] ?? 0),
      commit.padEnd(widths[1] ?? 0),
      release.padEnd(widths[2] ?? 0),
      subject,
    ].join("  "),
  );
  return [heading, ...lines.map((line) => `  ${line.trimEnd()}`), ""].join("\n");
}

function releaseOf({ error, release, since }: SinceAnswer, context: SinceTextContext): string {
  const { newestTag } = context;
  if (error !== null) return error;
  if (since) return since.inWords;
  if (release !== null) return dated(release, context);
  return newestTag === null ? "release unknown" : `unreleased as of ${newestTag}`;
}

/** The subject, and what kinds of commits followed. */
function subjectOf(answer: SinceAnswer, context: SinceTextContext): string {
  const { error, subject, candidates = [], followUps, since, inClone } = answer;
  if (error === "ambiguous") return candidates.map(shortHash).join(", ");
  if (error !== null)
    return context.isOfContent ? "not in the content" : "neither in this clone nor in the content";
  const kinds = [...new Set((followUps ?? []).map(({ kind }) => kind))];
  const clonesWord =
    inClone === false ? "not in this clone" : `unreleased as of ${context.newestTag ?? "no tag"}`;
  const notes = [
    ...(kinds.length === 0 ? [] : [`followed by: ${kinds.join(", ")}`]),
    ...(since === undefined || context.isOfContent ? [] : [`${clonesWord}; by the content`]),
  ];
  return context.show([subject ?? "", ...notes.map((note) => `(${note})`)].join(" "));
}
