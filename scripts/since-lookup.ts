import type { SinceAnswer } from "../src/git/releases/since.ts";
import type { DecidedInterface } from "../src/model/interface-since.ts";
import type { SourceNeeds } from "../src/model/source-needs.ts";
import type { Repository } from "../src/records/schema/repository.ts";
import { leavesOpen } from "./since-answers.ts";
import type { CommitAnswers, CommitOptions } from "./since-commits.ts";
import type { SourceFile } from "./since-questions.ts";

/** What is asked: names and source files, and commits, each in their order. */
interface Asked {
  names: readonly (string | SourceFile)[];
  commits: readonly string[];
}

/**
 * Answers for commits from a clone, and from the content for names and for what the clone leaves open. Readers are loaded
 * when asked for: the content, its schemas and the reader of headers take longer than an answer.
 * @param directory the clone; undefined: none
 * @throws CloneRefused, GitError
 */
export async function answerAll(
  { names, commits }: Asked,
  directory: string | undefined,
  shapes: Repository,
  values: CommitOptions & { headers: readonly string[] },
  note: (sentence: string) => void,
): Promise<{ ofNames: (DecidedInterface | SourceNeeds)[]; ofCommits: CommitAnswers }> {
  const ofClone =
    directory === undefined
      ? null
      : await (await import("./since-commits.ts")).answerCommits(commits, directory, shapes, values, note);
  const needsContent = (answer: SinceAnswer) => leavesOpen(answer) || answer.error === "malformed";
  if (ofClone && names.length === 0 && !ofClone.answers.some(needsContent))
    return { ofNames: [], ofCommits: ofClone };
  const { readKnown, answerFromContent, completedFromContent, changeNote } = await import(
    "./since-content.ts"
  );
  const known = readKnown(values.content, note);
  const ofNames =
    names.length === 0
      ? []
      : await (await import("./since-names.ts")).answerNames(names, known, { ...values, note });
  const ofCommits = ofClone
    ? completedFromContent(ofClone, known, values.repository)
    : answerFromContent(commits, known, values.repository);
  const unread = ofCommits.answers.filter(({ error }) => error === "malformed");
  const unknown = ofNames.filter((each) => "input" in each && each.error !== null) as DecidedInterface[];
  for (const { input } of [...unread, ...unknown]) {
    const sentence = changeNote(input, known);
    if (sentence !== undefined) note(sentence);
  }
  return { ofNames, ofCommits };
}
