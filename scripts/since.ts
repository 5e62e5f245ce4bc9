import { cacheFolder, cloneVariable } from "../src/domain/environment.ts";
import { hashesOfLine } from "../src/domain/reference.ts";
import { spellOut } from "../src/domain/text.ts";
import { citationCacheFile } from "../src/git/messages/citation-list.ts";
import type { MessageSearch } from "../src/git/messages/scan-messages.ts";
import { CloneRefused, GitError } from "../src/git/process/git-error.ts";
import { type OpenRepository, openRepository } from "../src/git/releases/open-repository.ts";
import { type SinceAnswer, since } from "../src/git/releases/since.ts";
import type { SinceTextContext } from "../src/git/releases/since-text.ts";
import { printProblem } from "../src/records/problem.ts";
import { readReleases, readRepository } from "../src/records/read/read-repository.ts";
import { KERNEL } from "../src/records/schema/repository.ts";
import { command } from "./command.ts";
import { contentHere } from "./content-here.ts";
import { asJson, asText, isAllAnswered, worthAnswering } from "./since-answers.ts";
import { readQuestions } from "./since-questions.ts";
import { terminalProgress } from "./terminal-progress.ts";

const usage = `usage: sincelinux since HASH|FILE… --clone DIR [options]

Says for each commit which release has it first, which merge brought it, what followed and where it was backported.
  HASH               7 to 40 hex digits, or a line that names a commit: "8db6c34f1dbc Introduce v3 ...", a Fixes: or
                     "commit ... upstream." line, v4.13-7362-g8db6c34f1dbc, the address of a commit, a row of a table.
                     A line is about the hash it begins with, else about the first; others on it are only listed
  FILE               a document: every hash in it is answered for, as a table with line numbers
  -                  lines of standard input; so are no arguments at all
An argument in which a hash is found is never taken for a file: write ./NAME for a file of such a name.
  --clone DIR        a git clone; without it SINCELINUX_LINUX_CLONE (or SINCELINUX_LIBCAP_CLONE) names one
  --repository NAME  which repository of the content it is a clone of (linux)
  --mainline REF     the mainline, where it is not origin/master, master, main or HEAD
  --no-follow-ups    do not search the messages: no follow-ups, no backports
  --verify           compare the ancestry with every commit object, and hash these; otherwise only those that are read
  --json             one object a line, in the order of the input: exactly one for each argument and each line of
                     standard input ("error": "empty" for a blank one), and one for each hash of a document, with
                     its "file", "line" and "column"
  --content DIR      the folder of tag shapes and dates; else ./content, else what came with the command
Exit code: 0 all answered, 1 something was malformed, unknown, ambiguous or unreadable, 2 usage error. Blank lines of
standard input are not counted, unless there is nothing else.
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
      "no-follow-ups": { type: "boolean", default: false },
      verify: { type: "boolean", default: false },
      json: { type: "boolean", default: false },
      content: { type: "string", default: contentHere() },
    },
  },
  async ({ values, positionals, usageError }) => {
    const variable = cloneVariable(values.repository);
    const directory = values.clone ?? process.env[variable];
    if (!directory) return usageError(`name a clone with --clone DIR or ${variable}`);
    const { repository: shapes, problems } = readRepository(values.content, values.repository);
    if (shapes === null) return usageError(problems.map(printProblem).join("\n"));
    const named = positionals.length === 0 ? ["-"] : positionals;
    if (named.includes("-") && process.stdin.isTTY)
      return usageError("name a hash, or give hashes on standard input");
    const { questions, documents, problems: unread } = await readQuestions(named);
    for (const problem of unread) say(printProblem(problem));
    if (questions.length === 0 && documents.length === 0 && unread.length === 0)
      return usageError("name a hash, or give hashes on standard input");
    if (questions.length === 0 && unread.length > 0) return 1;
    const inputs = questions.map(({ input }) => input);
    try {
      const repository = await openRepository(directory, {
        shapes,
        identity: { title: shapes.title, rootCommits: shapes.rootCommits ?? [] },
        known: values.repository === KERNEL ? readReleases(values.content) : null,
        mainline: values.mainline,
        lookFor: wholeHashes(inputs),
        verify: values.verify,
        note: say,
      });
      say(introduction(repository));
      const search = values["no-follow-ups"] ? null : messageSearch(repository);
      const answers = await since(repository, inputs, search);
      if (values.verify) say("the ancestry is what the commit objects say, and each object has its hash");
      const asked = worthAnswering(
        questions.map((question, at) => ({ ...question, answer: answers[at] as SinceAnswer })),
      );
      process.stdout.write(
        values.json ? asJson(asked) : asText(asked, documents, textContext(repository, values.content)),
      );
      return unread.length === 0 && isAllAnswered(asked) ? 0 : 1;
    } catch (error) {
      if (!(error instanceof CloneRefused || error instanceof GitError)) throw error;
      say(spellLines(error.message));
      return error instanceof CloneRefused ? 2 : 1;
    }
  },
);

/** Notes go to standard error, so that standard output holds nothing but answers. */
function say(sentence: string): void {
  process.stderr.write(`since: ${sentence}\n`);
}

function wholeHashes(inputs: string[]): string[] {
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

function textContext({ tags, newestTag }: OpenRepository, contentDir: string): SinceTextContext {
  const { releases } = readReleases(contentDir);
  const dates = new Map(
    releases.flatMap(({ version, date }) => (date === null ? [] : [[version, date] as const])),
  );
  const hasStableTags = tags.some(({ kind }) => kind === "stable");
  return { dates, newestTag, hasStableTags, show: spellOut };
}

/** git's messages may have several lines. */
function spellLines(text: string): string {
  return text.split("\n").map(spellOut).join("\n");
}
