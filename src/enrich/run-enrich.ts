import { join } from "node:path";
import { spellOut } from "../domain/text.ts";
import { messageCacheFile } from "../git/messages/message-cache-file.ts";
import type { Progress } from "../git/messages/scan-messages.ts";
import { CloneRefused, GitError } from "../git/process/git-error.ts";
import { openRepository } from "../git/releases/open-repository.ts";
import type { Corpus, RepositoryRecord } from "../records/corpus.ts";
import { printProblem } from "../records/problem.ts";
import { readContent } from "../records/read/read-content.ts";
import { factsFolder, factsWorkspace } from "../records/read/read-facts.ts";
import { Busy, withLock } from "./lock.ts";
import { enrich, factsFiles, withFacts } from "./merge-facts.ts";
import { type Proof, prove } from "./proof.ts";
import { finishReplacing, leaveWorkspace, readFolder, replaceFolder } from "./replace-folder.ts";
import { summary } from "./summary.ts";
import { missingCommits, wantedCommits } from "./wanted-commits.ts";

export interface EnrichOptions {
  clone?: string | undefined;
  /** Which repository `clone` is a clone of. */
  repository: string;
  mainline?: string | undefined;
  check: boolean;
  content: string;
}

/** How a run matches to whoever started it. */
export interface Speech {
  print: (text: string) => void;
  say: (sentence: string) => void;
  progress: () => Progress;
}

/**
 * Asks the clones and writes, or with `check` compares, the facts. @returns the exit code: 0 done or up to date,
 * 1 stale or not written, 2 usage error
 */
export async function runEnrich(options: EnrichOptions, speech: Speech): Promise<number> {
  try {
    return options.check ? await work(options, speech) : await locked(options, speech);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const isExplained = error instanceof CloneRefused || error instanceof GitError || error instanceof Busy;
    if (!isExplained && !("code" in error)) throw error;
    const kept = isExplained ? "" : ". The facts are as they were.";
    speech.say(error.message.split("\n").map(spellOut).join("\n") + kept);
    return error instanceof CloneRefused ? 2 : 1;
  }
}

/** The content is read under the lock too: otherwise the facts of a run that just ended would be overwritten. */
async function locked(options: EnrichOptions, speech: Speech): Promise<number> {
  const workspace = factsWorkspace(options.content);
  try {
    return await withLock(workspace, () => {
      finishReplacing(factsTarget(options), workspace);
      return work(options, speech);
    });
  } finally {
    leaveWorkspace(workspace);
  }
}

function factsTarget({ content }: EnrichOptions): string {
  return join(content, "facts");
}

async function work(options: EnrichOptions, speech: Speech): Promise<number> {
  const { corpus, problems } = readContent(options.content);
  // Facts with problems are written anew; a record with problems may hide commits whose facts would be dropped.
  const [blocking] = problems.filter(({ file }) => !/(?:^|\/)facts\//.test(file));
  if (blocking) {
    speech.say(
      `the content has problems, which "sincelinux check" lists; the first: ${printProblem(blocking)}`,
    );
    return 1;
  }
  const sources = clonesToAsk(options, corpus);
  if (typeof sources === "string") {
    speech.say(sources);
    return 2;
  }
  const proofs = new Map<string, Proof>();
  for (const source of sources) proofs.set(source.repository.id, await ask(source, options, corpus, speech));
  const facts = enrich(corpus, proofs);
  const files = factsFiles(facts);
  const current = readFolder(factsFolder(options.content));
  const changed = difference(current, files);
  if (changed.length > 0 && !options.check) {
    replaceFolder(factsTarget(options), factsWorkspace(options.content), files);
  }
  const after = withFacts(corpus, facts);
  const reports = sources.map(({ repository: { id }, directory }) => {
    const proof = proofs.get(id) as Proof;
    const kept = [...(facts.get(id)?.commits.values() ?? [])].filter(
      ({ provedBy }) => provedBy !== proof.key,
    ).length;
    return { repository: id, clone: directory, proof, missing: missingCommits(corpus, id, proof), kept };
  });
  speech.print(summary(reports, after));
  speech.print(outcome(changed, options.check));
  return options.check && changed.length > 0 ? 1 : 0;
}

async function ask(
  source: CloneToAsk,
  options: EnrichOptions,
  corpus: Corpus,
  speech: Speech,
): Promise<Proof> {
  const { byRepository, anywhere } = wantedCommits(corpus);
  const shas = [...(byRepository.get(source.repository.id) ?? []), ...anywhere];
  const repository = await openRepository(source.directory, {
    shapes: source.repository,
    mainline: options.mainline,
    lookFor: shas,
    note: speech.say,
  });
  const cacheFile = messageCacheFile(options.content, repository.clone);
  return await prove(repository, shas, { cacheFile, progress: speech.progress() });
}

/** Paths of files that one has and the other has not, or has otherwise. */
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

/** A clone to ask, and the repository that the person says it is a clone of. */
export interface CloneToAsk {
  repository: RepositoryRecord;
  directory: string;
}

/**
 * The clones to ask: the one given, or all that the environment names (SINCELINUX_LINUX_CLONE).
 * @param clone directory of a clone of the repository `name`
 * @returns a sentence when there is none
 */
export function clonesToAsk(
  { clone, repository: name }: { clone?: string | undefined; repository: string },
  { repositories }: Corpus,
): CloneToAsk[] | string {
  const variable = (id: string) => `SINCELINUX_${id.toUpperCase().replaceAll("-", "_")}_CLONE`;
  if (clone !== undefined) {
    const repository = repositories.find(({ id }) => id === name);
    const known = repositories.map(({ id }) => id).join(", ");
    return repository
      ? [{ repository, directory: clone }]
      : `no repository "${name}"; the content has ${known}`;
  }
  const named = repositories.flatMap((repository) => {
    const directory = process.env[variable(repository.id)];
    return directory ? [{ repository, directory }] : [];
  });
  const variables = repositories.map(({ id }) => variable(id)).join(", ");
  return named.length > 0 ? named : `name a clone with --clone DIR, or in one of ${variables}`;
}
