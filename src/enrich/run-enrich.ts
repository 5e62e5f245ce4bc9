import { join } from "node:path";
import { cacheFolder, cloneVariable } from "../domain/environment.ts";
import { counted, spellOut } from "../domain/text.ts";
import { citationCacheFile } from "../git/messages/citation-list.ts";
import type { Progress } from "../git/messages/scan-messages.ts";
import { CloneRefused, GitError } from "../git/process/git-error.ts";
import { type OpenRepository, openRepository } from "../git/releases/open-repository.ts";
import type { TagProblem } from "../git/releases/tag-order.ts";
import type { Corpus, RepositoryRecord } from "../records/corpus.ts";
import { MOST_REFUSALS, printProblem } from "../records/problem.ts";
import { readContent } from "../records/read/read-content.ts";
import { factsFolder, factsWorkspace } from "../records/read/read-facts.ts";
import { KERNEL } from "../records/schema/repository.ts";
import { proveFlaws } from "./flaws/prove-flaws.ts";
import { flawFiles, flawSummary } from "./flaws/read-flaws.ts";
import { currentInterfaces, proveInterfaces } from "./headers.ts";
import { Busy, withLock } from "./lock.ts";
import { enrich, factsFiles, withFacts } from "./merge-facts.ts";
import { type Proof, prove } from "./proof.ts";
import { headersToRead } from "./read-histories.ts";
import { finishReplacing, leaveWorkspace, readFolder, replaceFolder } from "./replace-folder.ts";
import { readStableDates, stableDatesFile } from "./stable-dates.ts";
import { summary } from "./summary.ts";
import { missingCommits, wantedCommits } from "./wanted-commits.ts";

export interface EnrichOptions {
  clone?: string | undefined;
  /** Which repository `clone` is a clone of. */
  repository: string;
  mainline?: string | undefined;
  /** A clone of the kernel CVE team's repository. */
  vulns?: string | undefined;
  /** A clone of endoflife.date's release data. */
  releases?: string | undefined;
  /** Header histories: "NAME=DIR". */
  headers?: string[] | undefined;
  check: boolean;
  content: string;
}

/** Where a run writes its output. */
export interface Output {
  /** Standard output. */
  print: (text: string) => void;
  /** Standard error: one sentence. */
  note: (sentence: string) => void;
  /** @param unit what is counted: "messages" */
  progress: (unit?: string) => Progress;
}

/**
 * Reads the clones and writes, or with `check` compares, the facts in content/facts.
 * @returns the exit code: 0 done or up to date, 1 stale or not written, 2 usage error
 * @throws what is not an error of git, of the clone or of the file system
 */
export async function runEnrich(options: EnrichOptions, output: Output): Promise<number> {
  try {
    return options.check ? await work(options, output) : await locked(options, output);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isExplained = error instanceof CloneRefused || error instanceof GitError || error instanceof Busy;
    if (!isExplained && !("code" in error)) throw error;
    const kept = isExplained ? "" : ". The facts are as they were.";
    output.note(error.message.split("\n").map(spellOut).join("\n") + kept);
    return error instanceof CloneRefused ? 2 : 1;
  }
}

/** The content is read under the lock too: otherwise a run could overwrite the facts that another one just wrote. */
async function locked(options: EnrichOptions, output: Output): Promise<number> {
  const workspace = factsWorkspace(options.content);
  try {
    const replace = () => {
      finishReplacing(factsTarget(options), workspace);
      return work(options, output);
    };
    return await withLock(workspace, replace, output.note);
  } finally {
    leaveWorkspace(workspace);
  }
}

function factsTarget({ content }: EnrichOptions): string {
  return join(content, "facts");
}

async function work(options: EnrichOptions, output: Output): Promise<number> {
  const { corpus, problems } = readContent(options.content);
  // Facts with problems get rewritten; a record with problems may hide commits whose facts would be dropped.
  const [blocking] = problems.filter(({ file }) => !/(?:^|\/)facts\//.test(file));
  if (blocking) {
    output.note(
      `the content has problems, which "sincelinux check" lists; the first: ${printProblem(blocking)}`,
    );
    return 1;
  }
  const vulns = options.vulns ?? process.env[cloneVariable("vulns")];
  const releaseData = options.releases ?? process.env[cloneVariable("release-data")];
  const histories = headersToRead(options.headers ?? [], corpus);
  const isOptional = vulns !== undefined || releaseData !== undefined || histories.size > 0;
  const sources = clonesToRead(options, corpus, isOptional);
  const proofs = new Map<string, Proof>();
  for (const source of sources) {
    const { shas, repository } = await openSource(source, options, corpus, output);
    const doubtful = repository.tagProblems.filter(({ isDoubtful }) => isDoubtful);
    if (doubtful.length > 0) {
      output.note(doubt(source, doubtful));
      return 1;
    }
    const cacheFile = citationCacheFile(cacheFolder(process.platform, process.env), repository.clone);
    const proof = await prove(repository, shas, { cacheFile, progress: output.progress() });
    proofs.set(source.repository.id, proof);
  }
  const facts = enrich(corpus, proofs);
  const current = readFolder(factsFolder(options.content));
  const flaws = vulns === undefined ? null : await proveFlaws(vulns, corpus, output.progress());
  if (flaws !== null && flaws.problems.length > 0) {
    for (const each of flaws.problems.slice(0, MOST_REFUSALS)) output.note(printProblem(each));
    output.note(`${counted(flaws.problems.length, "problem")} in ${vulns}. The facts are as they were.`);
    return 1;
  }
  const dates = releaseData === undefined ? null : await readStableDates(releaseData, corpus);
  const headers = await proveInterfaces(histories, corpus, output);
  const files = new Map([
    ...factsFiles(facts),
    ...flawFiles(flaws?.proved ?? null, current),
    ...stableDatesFile(dates, current),
    ...currentInterfaces(current),
    ...headers.files,
  ]);
  const changed = difference(current, files);
  if (changed.length > 0 && !options.check) {
    replaceFolder(factsTarget(options), factsWorkspace(options.content), files);
  }
  const after = withFacts(corpus, facts);
  const reports = sources.map(({ repository: { id }, directory }) => {
    const proof = proofs.get(id) as Proof;
    return { repository: id, clone: directory, proof, missing: missingCommits(corpus, id, proof) };
  });
  output.print(summary(reports, corpus, after));
  if (flaws?.proved) output.print(flawSummary(flaws.proved));
  output.print(headers.summary);
  output.print(outcome(changed, options.check));
  const isMissing = reports.some(({ missing }) => missing.some(({ kind }) => kind === "surprising"));
  return isMissing || (options.check && changed.length > 0) ? 1 : 0;
}

async function openSource(
  source: CloneToRead,
  options: EnrichOptions,
  corpus: Corpus,
  output: Output,
): Promise<{ shas: string[]; repository: OpenRepository }> {
  const { byRepository, anywhere } = wantedCommits(corpus);
  const shas = [...(byRepository.get(source.repository.id) ?? []), ...anywhere];
  const { title, rootCommits = [], releaseSubjects, id } = source.repository;
  const { releases, stableReleases, stableDates } = corpus;
  const listed = new Map(stableReleases.map(({ version, date }) => [version, date]));
  const stableDate = (tag: string) => stableDates.get(tag) ?? listed.get(tag);
  const repository = await openRepository(source.directory, {
    shapes: source.repository,
    identity: { title, rootCommits, releaseSubjects },
    known: id === KERNEL ? { releases, stableDate } : null,
    mainline: options.mainline,
    lookFor: shas,
    verify: true,
    note: output.note,
  });
  return { shas, repository };
}

function doubt({ directory }: CloneToRead, problems: readonly TagProblem[]): string {
  const names = problems.slice(0, 10).map(({ tag }) => spellOut(tag));
  const more = problems.length > 10 ? ` and ${problems.length - 10} more` : "";
  return (
    `The release tags of ${directory} leave open which release has a commit first (${names.join(", ")}${more}). ` +
    `The facts are as they were. Fetch the tags from upstream: git fetch --tags --force, delete the others, and run this again.`
  );
}

/** Paths of files that only one side has, or that differ. */
function difference(before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] {
  const paths = new Set([...before.keys(), ...after.keys()]);
  return [...paths].filter((path) => before.get(path) !== after.get(path)).sort();
}

function outcome(changed: string[], isCheck: boolean): string {
  if (changed.length === 0) return "The facts are what the clone proves: nothing to write.\n";
  if (!isCheck) return `Wrote content/facts: ${changed.length} file(s) new, changed or removed.\n`;
  const shown = changed.slice(0, 20).map((path) => `  ${spellOut(path)}\n`);
  return `The facts are stale: ${changed.length} file(s) differ. Run "sincelinux enrich" without --check.\n${shown.join("")}`;
}

/** A clone, and the repository that the user says it is a clone of. */
interface CloneToRead {
  repository: RepositoryRecord;
  directory: string;
}

/**
 * The clones to read: the one given, or all that the environment names, see `cloneVariable`.
 * @param clone directory of a clone of the repository `name`
 * @param isOptional whether there is something else to read
 * @throws CloneRefused when there is none
 */
function clonesToRead(
  { clone, repository: name }: { clone?: string | undefined; repository: string },
  { repositories }: Corpus,
  isOptional: boolean,
): CloneToRead[] {
  if (clone !== undefined) {
    const repository = repositories.find(({ id }) => id === name);
    if (repository) return [{ repository, directory: clone }];
    const all = repositories.map(({ id }) => id).join(", ");
    throw new CloneRefused(`no repository ${JSON.stringify(name)}; the content has ${all}`);
  }
  const named = repositories.flatMap((repository) => {
    const directory = process.env[cloneVariable(repository.id)];
    return directory ? [{ repository, directory }] : [];
  });
  if (named.length > 0 || isOptional) return named;
  const variables = repositories.map(({ id }) => cloneVariable(id)).join(", ");
  throw new CloneRefused(`name a clone with --clone DIR, or in one of ${variables}`);
}
