// Over 250 lines: the commands about kernels share these words and tables, and nobody else uses them.
import { counted, spellOut, wrappedLine } from "../domain/text.ts";
import type { Comparison, Difference, ListedAnswer, lackedBy } from "../model/kernels/compare.ts";
import { removalInWords } from "../model/kernels/difference.ts";
import type { KernelAnswer, KernelVerdict } from "../model/kernels/kernel-answer.ts";
import type { Needs } from "../model/kernels/needs.ts";
import type { LineOffer } from "../model/kernels/of-lines.ts";

/** Rows under a title, for a terminal or for pasting. */
export interface KernelTable {
  title: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** The word for each answer, as a reader meets it. */
export const verdictWords: Record<KernelVerdict, string> = {
  has: "has it",
  lacks: "lacks it",
  partly: "has a part of it",
  "has-with-flaws": "has it, with published flaws",
  "off-by-default": "has it, off by default",
  restricted: "has it, restricted by default",
  "cannot-tell": "cannot tell from the version",
  unknown: "unknown",
};

/** The same for the narrow cell of a table. */
export const verdictShortWords: Record<KernelVerdict, string> = {
  has: "has",
  lacks: "lacks",
  partly: "part",
  "has-with-flaws": "flaws",
  "off-by-default": "off",
  restricted: "restricted",
  "cannot-tell": "cannot tell",
  unknown: "unknown",
};

/** The same of a change that takes something away. */
export function removalShortWords(answer: KernelVerdict): string {
  if (answer === "lacks") return "not yet";
  return removalInWords(answer) === "removed" ? "gone" : verdictShortWords[answer];
}

/** What a kernel has, in words: of a change that takes something away, whether that is gone. */
export function verdictInWords({ answer, removes }: Pick<KernelAnswer, "answer" | "removes">): string {
  return (removes ? removalInWords(answer) : undefined) ?? verdictWords[answer];
}

const MOST_SOURCES = 3;

/**
 * The answers for one kernel, a paragraph each.
 * @example answersAsText([answerKernel(read("v5.4"), "openat2", sources)])
 * // "openat2: lacks it\n  openat2 came with v5.6 (2020-03-29), so v5.4 lacks it.\n  ..."
 */
export function answersAsText(answers: readonly KernelAnswer[]): string {
  return answers
    .map((each) => {
      const { name, because, evidence, turnOn, howToTell, extendedLater } = each;
      const sources = evidence
        .slice(0, MOST_SOURCES)
        .map(({ says, url, at }) => [...new Set([at, url])].filter(Boolean).join(", ") || says);
      const more = evidence.length - sources.length;
      const shown = new Set(sources);
      return [
        `${shortened(name)}: ${verdictInWords(each)}`,
        `  ${because}`,
        ...(extendedLater.length === 0 ? [] : [`  extended later: ${extensionsInWords(extendedLater)}`]),
        ...(turnOn === null ? [] : [`  to enable it: ${turnOn}`]),
        ...(howToTell === null ? [] : [`  probe: ${howToTell}`]),
        ...[...shown].map((source) => `  source: ${source}`),
        ...(more > 0 ? [`  and ${counted(more, "more source")}`] : []),
      ];
    })
    .map((lines) => `${lines.map(spellOut).map(brokenUnlessAddress).join("\n")}\n`)
    .join("\n");
}

/** A place and its address stay on one line. */
function brokenUnlessAddress(line: string): string {
  return line.startsWith("  source: ") ? line : wrappedLine(line, "    ");
}

const LONGEST_NAME = 80;

/** Names that nobody knows may be as long as a line. */
function shortened(name: string): string {
  const characters = Array.from(name.slice(0, 2 * LONGEST_NAME));
  return characters.length > LONGEST_NAME ? `${characters.slice(0, LONGEST_NAME - 1).join("")}…` : name;
}

function extensionsInWords(all: KernelAnswer["extendedLater"]): string {
  const shown = all.slice(0, MOST_SOURCES).map(({ change, release }) => `${release} ${change}`);
  const more = all.length - shown.length;
  return `${shown.join(", ")}${more > 0 ? `, and ${more} more` : ""}`;
}

/** The answers for one kernel as a table. */
export function answersAsTable(kernel: string, answers: readonly KernelAnswer[]): KernelTable {
  return {
    title: `On ${kernel}`,
    head: ["name", "answer", "mainline", "because"],
    rows: answers.map((each) => [
      shortened(each.name),
      verdictInWords(each),
      each.release ?? "-",
      each.because,
    ]),
  };
}

/** What a kernel lacks, has in part, has switched off, and does not tell. */
export function lackedAsTables(
  kernel: string,
  { lacks, never, partly, off, untold }: ReturnType<typeof lackedBy>,
): KernelTable[] {
  const table = (title: string, answers: readonly ListedAnswer[]) => ({
    title: `${title}: ${answers.length}`,
    head: ["name", "mainline", "because"],
    rows: answers.map(({ name, release, inShort }) => [shortened(name), release ?? "-", inShort]),
  });
  const offOf = (wanted: KernelVerdict) => off.filter(({ answer }) => answer === wanted);
  return [
    table(`${kernel} lacks`, lacks),
    table("Has a part of", partly),
    table("Off by default", offOf("off-by-default")),
    table("Restricted by default", offOf("restricted")),
    table("In no release", never),
    {
      title: `Cannot tell from the version: ${untold.length}`,
      head: ["names"],
      rows: untold.length > 0 ? [[untold.map(({ name }) => name).join(", ")]] : [],
    },
  ].filter(({ rows }) => rows.length > 0);
}

const offerWords: Record<LineOffer["offer"], string> = {
  has: "has all",
  off: "has all, some of it off by default",
  lacks: "lacks",
  "cannot-tell": "cannot tell",
};

/** What several things need: the mainline release, what decides it, and each line that says anything. */
export function needsAsTables(needs: Needs): KernelTable[] {
  const { decidedBy, each, unknown, lines } = needs;
  const offers: LineOffer["offer"][] = ["has", "off", "lacks"];
  const untold = lines.filter(({ offer }) => offer === "cannot-tell");
  const titles = (wanted: boolean) =>
    untold.filter(({ baseHas }) => baseHas === wanted).map(({ line }) => line.title);
  const listed = (label: string, own: string[]): KernelTable => ({
    title: `${label}: ${counted(own.length, "vendor kernel line")}`,
    head: ["lines"],
    rows: own.length === 0 ? [] : [[own.join("; ")]],
  });
  const decided = decidedBy.length > 0 ? `, because of ${decidedBy.join(", ")}` : "";
  return [
    {
      title: `Mainline: ${lowestInWords(needs)}${decided}`,
      head: ["name", "needs", "because"],
      rows: [
        ...each.map(({ name, needs, words }) => [name, needs ?? "unknown", words]),
        ...unknown
          .filter(({ name }) => !each.some((one) => one.name === name))
          .map(({ name, because }) => [shortened(name), "unknown", because]),
      ],
    },
    {
      title: "Vendor kernels",
      head: ["line", "answer", "because"],
      rows: lines
        .filter(({ offer }) => offer !== "cannot-tell")
        .toSorted((a, b) => offers.indexOf(a.offer) - offers.indexOf(b.offer))
        .map(({ line, release: from, offer, answers }) => {
          const short = offer === "has" ? [] : answers.filter(({ answer }) => !answer.startsWith("has"));
          const names = short.map((each) => `${each.name}: ${verdictInWords(each)}`);
          return [
            line.title,
            `${offerWords[offer]}${from === null ? "" : ` from ${from} on`}`,
            names.join("; ") || "-",
          ];
        }),
    },
    listed("Cannot tell, the base has all", titles(true)),
    listed("Cannot tell", titles(false)),
  ].filter(({ rows }) => rows.length > 0);
}

/** "v5.6 (2020-03-29), before v5.15": which releases have all. */
function lowestInWords({ release, day, until, tooLate }: Needs): string {
  if (tooLate !== null) return `no release has all: in ${until} some of it was gone, before ${tooLate}`;
  if (release === null) return "no release is known to have all";
  return `${release} (${day ?? "date unknown"})${until === null ? "" : `, before ${until}`}`;
}

/** What each of the two kernels has, in words. */
export function differenceInWords({ before, after }: Difference): [before: string, after: string] {
  return [verdictInWords(before), verdictInWords(after)];
}

/**
 * What differs between two kernels, and what one of them cannot tell where that is wanted.
 * @param wanted `isBackwards`: the second is the older one, so that nothing was added, completed or removed in between
 */
export function comparisonAsTables(
  from: string,
  to: string,
  found: Comparison,
  wanted: { cannotTell: boolean; isBackwards: boolean },
): KernelTable[] {
  const titles = wanted.isBackwards
    ? {
        came: `Only in ${to}`,
        completed: `Whole only in ${to}`,
        went: `Only in ${from}`,
        fixed: `Flaws only in ${from}`,
        brought: `Flaws only in ${to}`,
      }
    : {
        came: "Added",
        completed: "Completed",
        went: "Removed",
        fixed: "Flaws fixed",
        brought: "Flaws brought",
      };
  const table = (title: string, differences: readonly Difference[]) => ({
    title: `${title}: ${differences.length}`,
    head: ["name", "mainline", from, to],
    rows: differences.map((each) => [
      each.after.name,
      each.after.release ?? each.before.release ?? "-",
      ...differenceInWords(each),
    ]),
  });
  const flaws = (title: string, all: Comparison["flawsFixed"]) => ({
    title: `${title}: ${all.length}`,
    head: ["name", "flaws"],
    rows: all.map(({ subject, cves }) => [subject.name, cves.join(", ")]),
  });
  return [
    table(titles.came, found.came),
    table(titles.completed, found.completed),
    table(titles.went, found.went),
    table(wanted.isBackwards ? "Other default" : "Changed default", found.changedDefault),
    flaws(titles.fixed, found.flawsFixed),
    flaws(titles.brought, found.flawsBrought),
    table("Undecided for one of the two", wanted.cannotTell ? found.cannotTell : []),
  ].filter(({ rows }) => rows.length > 0);
}

/** Tables for a terminal: columns in line, the last one broken into lines where it is long. */
export function tablesAsText(tables: readonly KernelTable[]): string {
  return tables
    .map(({ title, rows }) => {
      const cells = rows.map((row) => row.map(spellOut));
      const widths = cells[0]?.map((_, at) => Math.max(...cells.map((row) => row[at]?.length ?? 0))) ?? [];
      const hang = " ".repeat(widths.slice(0, -1).reduce((sum, width) => sum + width + 2, 2));
      const lines = cells.map((row) =>
        wrappedLine(
          `  ${row.map((cell, at) => (at === row.length - 1 ? cell : cell.padEnd(widths[at] ?? 0))).join("  ")}`,
          hang,
        ),
      );
      return `${wrappedLine(spellOut(title), "  ")}\n${lines.map((line) => `${line}\n`).join("")}`;
    })
    .join("\n");
}

/** Tables for pasting into an issue: nothing in a cell is markup, apart from the code of names. */
export function tablesAsMarkdown(tables: readonly KernelTable[]): string {
  return tables
    .map(({ title, head, rows }) => {
      const row = (cells: readonly string[]) => `| ${cells.map(escapeMarkdown).join(" | ")} |\n`;
      return `**${escapeMarkdown(title)}**\n\n${row(head)}|${" --- |".repeat(head.length)}\n${rows.map(row).join("")}`;
    })
    .join("\n");
}

function escapeMarkdown(text: string): string {
  return spellOut(text).replace(/[\\`*_{}[\]<>#|~]/g, "\\$&");
}
