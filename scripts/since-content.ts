import { hashesOfLine } from "../src/domain/reference.ts";
import { counted } from "../src/domain/text.ts";
import { emptyAnswer, type SinceAnswer } from "../src/git/releases/since.ts";
import { answerInWords, headline, headlineInWords, releaseAnswer } from "../src/model/headline.ts";
import { type CommitEntry, type Knowledge, knowledgeOf, subjectOf } from "../src/model/knowledge.ts";
import { type SinceJson, sinceJson } from "../src/output/interface-text.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { leavesOpen } from "./since-answers.ts";
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
  const answers = inputs.map(contentAnswers(known, repository));
  return { answers, newestTag: null, hasStableTags: false, isOfContent: true };
}

/** Adds what the content says where the clone leaves the release open. What the clone says stays as it is. */
export function completedFromContent(
  ofClone: CommitAnswers,
  known: Knowledge,
  repository: string,
): CommitAnswers {
  const answerOf = contentAnswers(known, repository);
  const sinceOf = (sha: string | null): Pick<SinceAnswer, "since"> => {
    const commit = known.commit(sha ?? "");
    return commit && commit.since.releases.length > 0 ? { since: sinceOfCommit(commit, known) } : {};
  };
  const answers = ofClone.answers.map((answer): SinceAnswer => {
    if (!leavesOpen(answer)) return answer;
    if (answer.error !== null) {
      const own = answerOf(answer.input);
      return own.error === "unknown" ? answer : { ...own, inClone: false };
    }
    const { sha, release, upstream } = answer;
    return {
      ...answer,
      ...(release === null ? sinceOf(sha) : {}),
      ...(upstream?.release === null ? { upstream: { ...upstream, ...sinceOf(upstream.sha) } } : {}),
    };
  });
  return { ...ofClone, answers };
}

/** What is neither a commit nor an interface may be a change by its slug or title: its release, and where to read on. */
export function changeNote(input: string, known: Knowledge): string | undefined {
  const wanted = input.trim().toLowerCase();
  const change = known.changes.find(({ record: { slug, aliases, title } }) =>
    [slug, ...aliases, title].some((name) => name.toLowerCase() === wanted),
  );
  if (!change) return undefined;
  const { slug } = change.record;
  return `${slug} is a change, ${headlineInWords(headline(change, known))}: "sincelinux show ${slug}" shows it`;
}

function contentAnswers(known: Knowledge, repository: string): (input: string) => SinceAnswer {
  const commits = known.commits.filter((commit) => commit.repository === repository);
  return (input) => {
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
  };
}

function ofCommit(commit: CommitEntry, known: Knowledge): Partial<SinceAnswer> {
  const { sha, facts, since } = commit;
  const [first, ...others] = since.releases;
  return {
    sha,
    subject: subjectOf(commit),
    release: others.length === 0 ? (first ?? null) : null,
    candidate: facts?.candidate ?? null,
    mainline: facts?.mainline ?? null,
    error: null,
    since: sinceOfCommit(commit, known),
  };
}

function sinceOfCommit({ since }: CommitEntry, known: Knowledge): SinceJson {
  const answer = releaseAnswer(since, known);
  return sinceJson(answer, since.origin, answerInWords(answer));
}
