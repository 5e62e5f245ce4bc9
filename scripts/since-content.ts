import { hashesOfLine } from "../src/domain/reference.ts";
import { counted } from "../src/domain/text.ts";
import { emptyAnswer, type SinceAnswer } from "../src/git/releases/since.ts";
import { answerInWords, releaseAnswer } from "../src/model/headline.ts";
import { type CommitEntry, type Knowledge, knowledgeOf, subjectOf } from "../src/model/knowledge.ts";
import { sinceJson } from "../src/output/interface-text.ts";
import { readContent } from "../src/records/read/read-content.ts";
import type { CommitAnswers } from "./since-commits.ts";

/** Reads the content once, for all that is asked of it. */
export function readKnown(content: string, say: (sentence: string) => void): Knowledge {
  const { corpus, problems } = readContent(content);
  if (problems.length > 0)
    say(`the content has ${counted(problems.length, "problem")}; "sincelinux check" lists them`);
  return knowledgeOf(corpus);
}

/**
 * Answers for commits from the content alone, where no clone is at hand: facts and claims of the commits that it names.
 * @param inputs hashes, and lines that name one
 */
export function answerFromContent(
  inputs: readonly string[],
  known: Knowledge,
  repository: string,
): CommitAnswers & { isOfContent: true } {
  const commits = known.commits.filter((commit) => commit.repository === repository);
  const answers = inputs.map((input): SinceAnswer => {
    const line = hashesOfLine(input);
    const none = emptyAnswer(input);
    if (line === null) return /[^\s\ufeff]/.test(input) ? { ...none, error: "malformed" } : none;
    const named = {
      ...(input.length === line.hash.length ? {} : { hash: line.hash.hash }),
      ...(line.others.length === 0 ? {} : { alsoNamed: line.others.map(({ hash }) => hash) }),
    };
    const found = commits.filter(({ sha }) => sha.startsWith(line.hash.hash));
    const [commit] = found;
    if (commit === undefined) return { ...none, ...named, error: "unknown" };
    if (found.length > 1)
      return { ...none, ...named, error: "ambiguous", candidates: found.map(({ sha }) => sha) };
    return { ...none, ...named, ...ofCommit(commit, known) };
  });
  return { answers, newestTag: null, hasStableTags: false, isOfContent: true };
}

function ofCommit(commit: CommitEntry, known: Knowledge): Partial<SinceAnswer> {
  const { sha, facts, since } = commit;
  const answer = releaseAnswer(since, known);
  const [only] = answer.releases;
  return {
    sha,
    subject: subjectOf(commit),
    release: answer.releases.length === 1 && only ? only.version : null,
    candidate: facts?.candidate ?? null,
    mainline: facts?.mainline ?? null,
    error: null,
    since: sinceJson(answer, since.origin, answerInWords(answer)),
  };
}
