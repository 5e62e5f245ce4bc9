import { counted, spellOut } from "../domain/text.ts";
import type { Problem } from "../records/problem.ts";
import type { Deck } from "./deck.ts";
import type { ImportPlan } from "./plan-import.ts";

const LONGEST_QUOTE = 90;

/** New files as a unified diff shows them. @param folder the content folder as the reader wrote it */
export function previewOf({ files }: ImportPlan, folder: string): string {
  return files
    .map(({ path, text }) => {
      const lines = text.replace(/\n$/, "").split("\n");
      const head = `--- /dev/null\n+++ ${folder}/${path}\n@@ -0,0 +1,${lines.length} @@\n`;
      return `${head}${lines.map((line) => `+${line}\n`).join("")}`;
    })
    .join("");
}

/** What was found, what was known, what became of the rest, and what was not read, a line each. */
export function reportOf(
  deck: Deck,
  plan: ImportPlan,
  { folder, file, written }: { folder: string; file: string; written: readonly string[] | "dry run" },
): string {
  const items = deck.sections.flatMap((section) => section.items);
  const hashes = items.reduce((sum, item) => sum + item.hashes.length, 0);
  const links = items.reduce((sum, item) => sum + item.links.length, 0);
  const inContent = plan.known.filter(({ above }) => above === null);
  const repeated = plan.known.filter(({ above }) => above !== null);
  const isKnown = (line: number) => plan.known.some((each) => each.line === line);
  const bare = items.filter(
    ({ line, hashes, links, releases }) =>
      hashes.length + links.length + releases.length === 0 && !isKnown(line),
  );
  const isDryRun = written === "dry run";
  const paths = isDryRun ? plan.files.map(({ path }) => path) : written;
  return [
    `${file}: ${[
      counted(items.length, "item"),
      counted(hashes, "hash", "hashes"),
      counted(links, "link"),
      ...(plan.claims > 0 ? [`${counted(plan.claims, "claim")} of releases`] : []),
    ].join(", ")}.`,
    ...list("In the content already", inContent, ({ line, title, slug, because }) => {
      return `line ${line}: ${slug} ${because} ("${shortened(title)}")`;
    }),
    ...list("The same as an item above", repeated, ({ line, title, slug, because, above }) => {
      return `line ${line}: ${slug} of line ${above} ${because} ("${shortened(title)}")`;
    }),
    ...list(isDryRun ? "To be written" : "Written", paths, (path) => `${folder}/${path}`),
    ...list("Of a tag and a title alone; delete the draft if it is no change", bare, ({ line, title }) => {
      return `line ${line}: "${shortened(title)}"`;
    }),
    ...(plan.files.length === 0 ? ["Nothing to write."] : []),
    ...list(
      "Not read",
      deck.unread,
      ({ line, text, reason }) => `line ${line}: "${shortened(text)}": ${reason}`,
    ),
    "",
  ].join("\n");
}

/** What somebody has to correct, in the order of the lines. */
export function problemsOf(deck: Deck, plan: ImportPlan, file: string): Problem[] {
  return [...deck.problems, ...plan.problems]
    .map((problem) => ({ ...problem, file }))
    .sort((a, b) => a.line - b.line);
}

function list<T>(heading: string, entries: readonly T[], show: (entry: T) => string): string[] {
  if (entries.length === 0) return [];
  return [`${heading}: ${entries.length}`, ...entries.map((entry) => `  ${show(entry)}`)];
}

function shortened(text: string): string {
  const shown = text.length <= LONGEST_QUOTE ? text : `${text.slice(0, LONGEST_QUOTE - 1)}…`;
  return spellOut(shown);
}
