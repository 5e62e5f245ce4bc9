/** What the kernel of `has:` and `lacks:`, or the reader's own, has of the pages that are found. */
import { compareReleases, releaseOfCandidate, seriesOf } from "../../domain/release.ts";
import { kernelReader, type LineNames, type NamedKernel, releaseNamed } from "../../domain/uname.ts";
import type { AnswerTable, KernelAnswers } from "../../model/kernels/answer-table.ts";
import { type KernelVerdict, verdictMarks } from "../../model/kernels/kernel-answer.ts";
import type { ReleaseSummary } from "../index/entry.ts";

/** The answers for one kernel, by the path of the page of each change and interface. */
export type VerdictsByPath = ReadonlyMap<string, KernelVerdict>;

/** Reads the names of kernels and knows what they have. */
export interface Kernels {
  /** @param releases the mainline's releases in version order */
  ask(text: string, releases: readonly string[]): AskedKernel;
  verdictsOn(kernel: NamedKernel): VerdictsByPath;
}

/** What both kinds of answers have in common: those of the model, and those of a table. */
export function kernelsWith(lines: readonly LineNames[], verdictsOn: Kernels["verdictsOn"]): Kernels {
  return { verdictsOn, ask: (text, releases) => readKernel(text, lines, verdictsOn, releases) };
}

/** The kernel that a filter names, or why it names none. */
export type AskedKernel =
  | { verdicts: VerdictsByPath; note?: undefined }
  | { verdicts?: undefined; note: string };

function readKernel(
  text: string,
  lines: readonly LineNames[],
  verdictsOn: Kernels["verdictsOn"],
  releases: readonly string[],
): AskedKernel {
  const kernel = kernelReader(lines)(text);
  const { form, base, candidates } = kernel;
  if (form === "unknown") {
    const forms = "a release (5.15.61), what uname -r prints, or a distribution";
    return { note: `“${text}” names no kernel. Write ${forms}, in quotes if it has spaces: has:"RHEL 9.4".` };
  }
  if (candidates.length > 0 || base === null || releases.includes(base))
    return { verdicts: verdictsOn(kernel) };
  const at = releases.findIndex((release) => compareReleases(base, release) < 0);
  const [oldest] = releases;
  const limit =
    at < 0
      ? `the newest known release is ${releases.at(-1)}`
      : at === 0
        ? `the oldest known release is ${oldest}`
        : `${releases[at]} came instead`;
  return { note: `There is no release ${base} here; ${limit}.` };
}

/** The answers of a table that the browser loads. @param base the site's base path, without a trailing slash */
export function kernelsOfTable(
  lines: readonly LineNames[],
  { subjects, on }: KernelAnswers,
  base: string,
): Kernels {
  const paths = pathsOf(subjects, base);
  return kernelsWith(lines, (kernel) => new Map(on(kernel).map((verdict, at) => [paths[at] ?? "", verdict])));
}

function pathsOf(subjects: AnswerTable["subjects"], base: string): string[] {
  return subjects.map(({ href }) => href.slice(base.length));
}

/**
 * What is said beside a hit of one kernel: of a change or interface its answer, of another page whether the kernel
 * is of its release or later; undefined for a page without a release of the kernel.
 * @param kernel the release of a mainline or stable kernel: only its order says something
 */
export function markOf(
  path: string,
  { releases = [] }: ReleaseSummary,
  kernel: NamedKernel,
  verdicts: VerdictsByPath,
): string | undefined {
  const verdict = verdicts.get(path);
  if (verdict !== undefined) return verdictMarks[verdict];
  // A release of libcap says nothing of a kernel.
  if (releases.length === 0 || releases.some(([tag]) => !tag.startsWith("v"))) return undefined;
  const own = kernel.candidates.length > 0 || kernel.form === "vendor" ? null : releaseNamed(kernel);
  if (own === null) return verdictMarks["cannot-tell"];
  const each = new Set(
    releases.map(([tag]) => (compareReleases(releaseOfCandidate(tag), own) <= 0 ? "has" : "lacks")),
  );
  const [only = "cannot-tell"] = each;
  // A stable kernel may have a later commit as a backport.
  const isOpen = only === "lacks" && path.startsWith("/commits/") && seriesOf(own) !== own;
  return verdictMarks[each.size === 1 && !isOpen ? only : "cannot-tell"];
}
