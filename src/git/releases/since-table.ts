import { shortHash } from "../../domain/hash.ts";
import { counted } from "../../domain/text.ts";
import type { SinceAnswer } from "./since.ts";
import type { SinceTextContext } from "./since-text.ts";

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

function releaseOf({ error, release }: SinceAnswer, { dates, newestTag }: SinceTextContext): string {
  if (error !== null) return error;
  if (release !== null) return `${release} (${dates.get(release) ?? "date unknown"})`;
  return newestTag === null ? "release unknown" : `unreleased as of ${newestTag}`;
}

/** The subject, and what kinds of commits followed. */
function subjectOf({ error, subject, candidates = [], followUps }: SinceAnswer, context: SinceTextContext) {
  if (error === "ambiguous") return candidates.map(shortHash).join(", ");
  if (error !== null) return "not in this clone";
  const kinds = [...new Set((followUps ?? []).map(({ kind }) => kind))];
  return context.show(`${subject ?? ""}${kinds.length === 0 ? "" : ` (followed by: ${kinds.join(", ")})`}`);
}
