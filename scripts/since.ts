import { cloneVariable } from "../src/domain/environment.ts";
import { quoted, spellOut } from "../src/domain/text.ts";
import { CloneRefused, GitError } from "../src/git/process/git-error.ts";
import type { SinceTextContext } from "../src/git/releases/since-text.ts";
import { printProblem } from "../src/records/problem.ts";
import { readReleases, readRepository } from "../src/records/read/read-repository.ts";
import { command } from "./command.ts";
import { contentHere, isFolder, noRecords } from "./content-here.ts";
import {
  type Answered,
  asJson,
  asText,
  isAllAnswered,
  isMissingFile,
  worthAnswering,
} from "./since-answers.ts";
import { answerAll } from "./since-lookup.ts";
import { isName, missingFile, type Question, readQuestions } from "./since-questions.ts";

const usage = `usage: sincelinux since NAME|HASH|FILE… [--clone DIR] [options]

Says for each interface which release has it first, by the kernel's headers and, within what these leave open, by
claims, and for each commit which release has it first, which merge brought it, what followed and where it was
backported. What the clone lacks or has in no release yet, or all without a clone, is answered from the content: the
commits that it names, without what followed.
  NAME               an interface: CLONE_NEWTIME, openat2, clone_args.cgroup, "struct clone_args", __NR_openat2,
                     /proc/<pid>/ns/time
  HASH               7 to 40 hex digits, or a line that names a commit: "8db6c34f1dbc Introduce v3 ...", a Fixes: or
                     "commit ... upstream." line, v4.13-7362-g8db6c34f1dbc, the address of a commit, a row of a table.
                     A line is about the hash it begins with, else about the first; others on it are only listed
  FILE               a document: every hash in it is answered for, as a table with line numbers
  FILE.c .h .go      a source file: the newest kernel that it needs by the names of the kernel's headers that it uses,
                     newest first, with the line of the first use
  -                  lines of standard input; so are no arguments at all
An argument in which a hash is found is never taken for a file: write ./NAME for a file of such a name.
  --headers NAME=DIR a clone of a header history, such as bionic=DIR, repeated for more: also look there, for names
                     that the content does not have
  --clone DIR        a git clone; without it SINCELINUX_LINUX_CLONE (or SINCELINUX_LIBCAP_CLONE) names one
  --repository NAME  which repository of the content it is a clone of (linux)
  --mainline REF     the mainline, where it is not origin/master, master, main or HEAD
  --no-follow-ups    do not search the messages: no follow-ups, no backports
  --verify           compare the ancestry with every commit object, and hash these; otherwise only those that are read
  --json             one object a line, in the order of the input: exactly one for each argument and each line of
                     standard input ("error": "empty" for a blank one), and one for each hash of a document, with
                     its "file", "line" and "column"; of a source file one for each name. Of an interface "release",
                     "absentIn" and "presentIn" are what headers show, and "since" what the text says: "releases"
                     with claims counted, "origin", "evidence", "sources" and "inWords". A commit that the content
                     answered for has such a "since" too, and "inClone": false where the clone lacks it
  --content DIR      the folder of tag shapes and dates; else ./content, else what came with the command
Exit code: 0 all answered, 1 something was malformed, unknown, ambiguous or unreadable, 2 usage error.
Blank lines of standard input are not counted, unless there is nothing else.
`;

/** Answers for hashes. @returns 0 all answered, 1 some not, 2 usage error */
export const run = command(
  {
    name: "since",
    usage,
    allowPositionals: true,
    options: {
      clone: { type: "string" },
      repository: { type: "string", default: "linux" },
      mainline: { type: "string" },
      headers: { type: "string", multiple: true, default: [] },
      "no-follow-ups": { type: "boolean", default: false },
      verify: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      content: { type: "string", default: contentHere() },
    },
  },
  async ({ values, positionals, usageError }) => {
    const named = positionals.length === 0 ? ["-"] : positionals;
    if (named.includes("-") && process.stdin.isTTY)
      return usageError("name a hash or an interface, or give them on standard input");
    const { questions, documents, problems: unread } = await readQuestions(named);
    for (const problem of unread) say(printProblem(problem));
    if (questions.length === 0 && documents.length === 0 && unread.length === 0)
      return usageError("name a hash or an interface, or give them on standard input");
    if (questions.length === 0 && unread.length > 0) return 1;
    const variable = cloneVariable(values.repository);
    const directory = values.clone ?? process.env[variable];
    if (values.clone && !isFolder(values.clone))
      return usageError({ at: "--clone", expected: "a folder", found: `no folder ${quoted(values.clone)}` });
    if (!isFolder(values.content)) return usageError(noRecords(values.content));
    const names = questions.filter(isNameQuestion).map(({ input, source }) => source ?? input);
    const commits = questions.filter((each) => !isNameQuestion(each)).map(({ input }) => input);
    const isAboutCommits =
      names.length === 0 || questions.some((each) => !each.isBlankLine && !isNameQuestion(each));
    const { repository: shapes, problems } = readRepository(values.content, values.repository);
    if (shapes === null) return usageError(problems.map(printProblem).join("\n"));
    try {
      const clone = isAboutCommits ? directory || undefined : undefined;
      const { ofNames, ofCommits } = await answerAll({ names, commits }, clone, shapes, values, say);
      if (values.clone && !isAboutCommits) say("names are answered from the content: --clone is for commits");
      if (isAboutCommits && !directory)
        say(`commits are answered from the content alone; --clone DIR or ${variable} names a clone`);
      const next = { names: ofNames.values(), commits: ofCommits.answers.values() };
      const asked = worthAnswering(
        questions.map((question) => ({
          ...question,
          answer: (isNameQuestion(question) ? next.names : next.commits).next().value as Answered["answer"],
        })),
      );
      for (const { input } of asked.filter(isMissingFile))
        for (const problem of missingFile(input)) say(printProblem(problem));
      const context = { ...ofCommits, dates: datesOf(values.content), show: spellOut };
      process.stdout.write(values.json ? asJson(asked) : asText(asked, documents, context));
      return unread.length === 0 && isAllAnswered(asked) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof CloneRefused || error instanceof GitError)) throw error;
      say(spellLines(error.message));
      return error instanceof CloneRefused ? 2 : 1;
    }
  },
);

function isNameQuestion({ input, place, isBlankLine, source }: Question): boolean {
  return source !== undefined || (!place && !isBlankLine && isName(input));
}

/** Notes go to standard error, so that standard output holds nothing but answers. */
function say(sentence: string): void {
  process.stderr.write(`since: ${sentence}\n`);
}

function datesOf(contentDir: string): SinceTextContext["dates"] {
  const { releases, stableDate } = readReleases(contentDir);
  const mainline = new Map(releases.map(({ version, date }) => [version, date ?? undefined]));
  return { get: (tag) => mainline.get(tag) ?? stableDate(tag) };
}

/** git's messages may have several lines. */
function spellLines(text: string): string {
  return text.split("\n").map(spellOut).join("\n");
}
