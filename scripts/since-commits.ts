import { cacheFolder } from "../src/domain/environment.ts";
import { hashesOfLine } from "../src/domain/reference.ts";
import { spellOut } from "../src/domain/text.ts";
import { citationCacheFile } from "../src/git/messages/citation-list.ts";
import type { MessageSearch } from "../src/git/messages/scan-messages.ts";
import { type OpenRepository, openRepository } from "../src/git/releases/open-repository.ts";
import { type SinceAnswer, since } from "../src/git/releases/since.ts";
import { readReleases } from "../src/records/read/read-repository.ts";
import { KERNEL, type Repository } from "../src/records/schema/repository.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** Options of the command line. */
export interface CommitOptions {
  repository: string;
  mainline?: string | undefined;
  content: string;
  "no-follow-ups": boolean;
  verify: boolean;
}

/** The answers for commits, and what their printing needs to know of the clone. */
export interface CommitAnswers {
  answers: SinceAnswer[];
  newestTag: string | null;
  hasStableTags: boolean;
}

/**
 * Answers for commits from a clone.
 * @throws CloneRefused, GitError
 */
export async function answerCommits(
  commits: readonly string[],
  directory: string,
  shapes: Repository,
  values: CommitOptions,
  say: (sentence: string) => void,
): Promise<CommitAnswers> {
  const repository = await openRepository(directory, {
    shapes,
    identity: { ...shapes, rootCommits: shapes.rootCommits ?? [] },
    known: values.repository === KERNEL ? readReleases(values.content) : null,
    mainline: values.mainline,
    lookFor: wholeHashes(commits),
    verify: values.verify,
    note: say,
  });
  say(introduction(repository));
  const answers = await since(
    repository,
    commits,
    values["no-follow-ups"] ? null : messageSearch(repository),
  );
  if (values.verify) say("the ancestry is what the commit objects say, and each object has its hash");
  const hasStableTags = repository.tags.some(({ kind }) => kind === "stable");
  return { answers, newestTag: repository.newestTag, hasStableTags };
}

function wholeHashes(inputs: readonly string[]): string[] {
  return inputs.flatMap((input) => hashesOfLine(input)?.hash.hash ?? []).filter((hash) => hash.length === 40);
}

function introduction({ clone, mainline, history, newestTag, verify }: OpenRepository): string {
  const size = history.size.toLocaleString("en");
  return spellOut(
    `${clone.name}: ${size} commits, mainline ${mainline.name}, newest tag ${newestTag ?? "none"} (ancestry from ${history.origin}, ${verify ? "to be compared with all commits" : "compared with the commits that are read"})`,
  );
}

function messageSearch({ clone }: OpenRepository): MessageSearch {
  const cacheFile = citationCacheFile(cacheFolder(process.platform, process.env), clone);
  return { cacheFile, progress: terminalProgress() };
}
