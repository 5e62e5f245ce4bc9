import { readFileSync } from "node:fs";
import { cacheFolder, cloneVariable } from "../src/domain/environment.ts";
import { spellOut } from "../src/domain/text.ts";
import { citationCacheFile } from "../src/git/messages/citation-list.ts";
import type { MessageSearch } from "../src/git/messages/scan-messages.ts";
import { CloneRefused, GitError } from "../src/git/process/git-error.ts";
import { type OpenRepository, openRepository } from "../src/git/releases/open-repository.ts";
import { parseHash, type SinceAnswer, since } from "../src/git/releases/since.ts";
import { sinceText } from "../src/git/releases/since-text.ts";
import { printProblem } from "../src/records/problem.ts";
import { readReleases, readRepository } from "../src/records/read/read-repository.ts";
import { command } from "./command.ts";
import { contentHere } from "./content-here.ts";
import { terminalProgress } from "./terminal-progress.ts";

const usage = `usage: sincelinux since <hash>… --clone DIR [options]

Says for each commit which release has it first, which merge brought it, what followed and where it was backported.
  <hash>             7 to 40 hex digits; without any, or as "-", they are read from standard input, one a line
  --clone DIR        a git clone; without it SINCELINUX_LINUX_CLONE (or SINCELINUX_LIBCAP_CLONE) names one
  --repository NAME  which repository of the content it is a clone of (linux)
  --mainline REF     the mainline, where it is not origin/master, master, main or HEAD
  --no-follow-ups    do not search the messages: no follow-ups, no backports
  --json             one object a line, in the order of the input
  --content DIR      the folder of tag shapes and dates; else ./content, else what came with the command
Exit code: 0 all answered, 1 a hash was malformed, unknown or ambiguous, 2 usage error.
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
    const inputs = readInputs(positionals);
    if (inputs.length === 0) return usageError("name a hash, or give hashes on standard input");
    try {
      const repository = await openRepository(directory, {
        shapes,
        mainline: values.mainline,
        lookFor: wholeHashes(inputs),
        note: say,
      });
      say(introduction(repository));
      const search = values["no-follow-ups"] ? null : messageSearch(repository);
      const answers = await since(repository, inputs, search);
      const print = values.json ? JSON.stringify : textPrinter(repository, values.content);
      process.stdout.write(answers.map((each) => `${print(each)}\n`).join(""));
      return answers.every(({ error }) => error === null) ? 0 : 1;
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

/** Arguments as they are, and the lines of standard input in place of "-". */
function readInputs(positionals: string[]): string[] {
  const named = positionals.length === 0 ? ["-"] : positionals;
  if (named.includes("-") && process.stdin.isTTY) return [];
  return named.flatMap((input) => (input === "-" ? linesOf(readFileSync(0, "utf8")) : [input]));
}

function linesOf(text: string): string[] {
  return text.split(/\r?\n/).filter((line) => line !== "");
}

function wholeHashes(inputs: string[]): string[] {
  return inputs.flatMap((input) => parseHash(input) ?? []).filter((hash) => hash.length === 40);
}

function introduction({ clone, mainline, history, newestTag }: OpenRepository): string {
  const size = history.size.toLocaleString("en");
  return spellOut(
    `${clone.name}: ${size} commits, mainline ${mainline.name}, newest tag ${newestTag ?? "none"} (ancestry from ${history.origin})`,
  );
}

function messageSearch({ clone }: OpenRepository): MessageSearch {
  const cacheFile = citationCacheFile(cacheFolder(process.platform, process.env), clone);
  return { cacheFile, progress: terminalProgress() };
}

function textPrinter(
  { tags, newestTag }: OpenRepository,
  contentDir: string,
): (answer: SinceAnswer) => string {
  const { releases } = readReleases(contentDir);
  const dates = new Map(
    releases.flatMap(({ version, date }) => (date === null ? [] : [[version, date] as const])),
  );
  const hasStableTags = tags.some(({ kind }) => kind === "stable");
  return (answer) => sinceText(answer, { dates, newestTag, hasStableTags, show: spellOut });
}

/** git's messages may have several lines. */
function spellLines(text: string): string {
  return text.split("\n").map(spellOut).join("\n");
}
