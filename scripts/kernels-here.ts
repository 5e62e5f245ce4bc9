import { didYouMean } from "../src/domain/nearest.ts";
import { quoted } from "../src/domain/text.ts";
import { kernelReader, type NamedKernel } from "../src/domain/uname.ts";
import { type KernelSources, kernelSources } from "../src/model/kernels/arrival.ts";
import { allSubjects, type SubjectFilter } from "../src/model/kernels/compare.ts";
import { releaseLimit } from "../src/model/kernels/standing.ts";
import type { Subject } from "../src/model/kernels/subject.ts";
import { knowledgeOf } from "../src/model/knowledge.ts";
import { type KernelTable, tablesAsMarkdown, tablesAsText } from "../src/output/kernel-text.ts";
import type { KernelLineRecord } from "../src/records/corpus.ts";
import { readContent } from "../src/records/read/read-content.ts";
import type { UsageProblem } from "./command.ts";
import { contentHere, isFolder, noRecords } from "./content-here.ts";

/** The options that the commands about kernels share. */
export const kernelOptions = {
  json: { type: "boolean", default: false },
  markdown: { type: "boolean", default: false },
  content: { type: "string", default: contentHere() },
} as const;

export const kernelOptionsUsage = `  --json         for a program
  --markdown     tables for pasting
  --content DIR  the folder of records; else ./content, else the records that came with the command`;

/** What a kernel is: "5.15.61", the output of `uname -r` or `uname -a`, or "RHEL 9.4". */
export const KERNEL_USAGE = `a release (5.15.61), a series (5.15.y), the output of uname -r or uname -a, or a distribution ("RHEL 9.4")`;

interface Kernels {
  sources: KernelSources;
  read: (text: string) => NamedKernel;
}

const kernelsOf = new Map<string, Kernels>();

/** Reads a folder of records once in the life of the process: it takes seconds. */
function kernelsIn(content: string): Kernels {
  const known = kernelsOf.get(content);
  if (known) return known;
  const { corpus } = readContent(content, undefined, "unchecked");
  const kernels = { sources: kernelSources(knowledgeOf(corpus)), read: kernelReader(corpus.kernelLines) };
  kernelsOf.set(content, kernels);
  return kernels;
}

/** Why a name is no kernel that can be asked about; undefined where it is one. */
export function kernelProblem(
  { form, input, base, candidates }: NamedKernel,
  { lines, known }: KernelSources,
): UsageProblem | undefined {
  const at = "KERNEL";
  if (form === "unknown") {
    const names = [...lines.values()].flatMap(({ id, names }) => [id, ...names]);
    const minor = minorReleases(input, [...lines.values()]);
    if (minor !== undefined) return { at, expected: "a kernel", found: quoted(input), remedy: minor };
    const otherwise = /-rc\d+$/.test(input)
      ? "Candidates are numbered from rc1, and no release had more than ten."
      : 'Name a release (5.15.61), the output of uname -r, or a distribution ("RHEL 9.4").';
    return { at, expected: "a kernel", found: quoted(input), remedy: didYouMean(input, names, otherwise) };
  }
  const limit = candidates.length === 0 && base !== null ? releaseLimit(base, known) : null;
  if (limit?.kind !== "none") return undefined;
  const remedy = `${limit.after} came after ${limit.before}.`;
  return { at, expected: "a kernel", found: `${quoted(input)}, which is no release`, remedy };
}

/** "RHEL 9 and its rebuilds: 9.0 to 9.8 are known here.", for a minor release of a line that is none of these. */
function minorReleases(input: string, lines: readonly KernelLineRecord[]): string | undefined {
  const text = input.trim().toLowerCase();
  const line = lines.find(
    ({ id, names, releases }) =>
      releases.length > 0 &&
      [id, ...names].some(
        (name) => text.startsWith(name.toLowerCase()) && /^[:.]\s*\d[\d.]*$/.test(text.slice(name.length)),
      ),
  );
  const [first, last] = [line?.releases[0], line?.releases.at(-1)];
  return line && `${line.title}: ${first?.version} to ${last?.version} are known here.`;
}

/**
 * What a command about kernels begins with: its options are looked at, then its records are read.
 * @param wrong a problem with its arguments, found before anything is read
 */
export function openKernels(
  { json, markdown, content }: { json: boolean; markdown: boolean; content: string },
  wrong?: UsageProblem,
): { kernels: Kernels; problem?: undefined } | { kernels?: undefined; problem: UsageProblem } {
  if (json && markdown)
    return { problem: { at: "--markdown", expected: "one of --json and --markdown", found: "both" } };
  if (wrong) return { problem: wrong };
  return isFolder(content) ? { kernels: kernelsIn(content) } : { problem: noRecords(content) };
}

/** The changes and interfaces of a topic and kind, or why there is none. */
export function chosenSubjects(
  { topic, kind }: SubjectFilter,
  sources: KernelSources,
): { subjects: Subject[]; problem?: UsageProblem } {
  const topics = sources.known.corpus.topics.map(({ id }) => id).sort();
  const kinds = ["change", ...new Set([...sources.interfaces.values()].flatMap((each) => each.kinds).sort())];
  const choices = [
    { at: "--topic", value: topic, allowed: topics },
    { at: "--kind", value: kind, allowed: kinds },
  ];
  for (const { at, value, allowed } of choices) {
    if (value === undefined || allowed.includes(value)) continue;
    const expected = `one of ${allowed.join(", ")}`;
    return {
      subjects: [],
      problem: {
        at,
        expected,
        found: quoted(value),
        remedy: didYouMean(value, allowed, "Name one of them."),
      },
    };
  }
  const subjects = allSubjects(sources, { topic, kind });
  const expected = "a topic and a kind that some record has";
  const none = { at: "--topic and --kind", expected, found: `none of ${topic} and ${kind}` };
  return subjects.length > 0 ? { subjects } : { subjects, problem: none };
}

/** Prints tables as text or Markdown. */
export function printTables(tables: readonly KernelTable[], { markdown }: { markdown: boolean }): void {
  process.stdout.write(markdown ? tablesAsMarkdown(tables) : tablesAsText(tables));
}
