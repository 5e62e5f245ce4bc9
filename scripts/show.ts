import { styleText } from "node:util";
import { knowledgeOf } from "../src/model/knowledge.ts";
import { commitRows } from "../src/output/commit-text.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { answer } from "../src/search/engine/answer.ts";
import { answerText } from "../src/search/engine/answer-text.ts";
import { localSources } from "../src/search/index/build-index.ts";
import { command } from "./command.ts";
import { contentHere, isFolder, noRecords } from "./content-here.ts";

const usage = `usage: sincelinux show [--content DIR] [--json] ANYTHING

Finds what you have in hand, as the search page does once it is asked to search texts and commits too: words, names,
releases, people, keys such as tag:user, since:4.10..4.18, has:5.4 or lacks:el8, the beginning of a hash, a pasted
"commit 8db6c34f1dbc (...)" or Fixes: line, a message-id, the address of a commit or a mail, or a kernel ("RHEL 9.4",
6.1.0-18-amd64), which leads to its line.
An interface (CLONE_NEWPID, "pidfd_open(2)", /proc/<pid>/ns) comes first, with its own release; one that no record has
is looked up in the table of the kernel's headers, and what only has parts of its name comes apart, without a release.
What begins with a minus goes after "--".
  --content DIR  the folder to look in; else ./content, else the records that came with the command
  --json         the whole answer, for a program
Exit code: 0 found, 1 nothing found or an interface that is in no record and no header, 2 usage error.
`;

/** Answers one query. @returns 0 found, 1 nothing found, 2 usage error */
export const run = command(
  {
    name: "show",
    usage,
    allowPositionals: true,
    options: {
      content: { type: "string", default: contentHere() },
      json: { type: "boolean", default: false },
    },
  },
  async ({ values: { content, json }, positionals, usageError }) => {
    const text = positionals.join(" ").trim();
    if (text === "") return usageError({ at: "ANYTHING", expected: "something to look for" });
    if (!isFolder(content)) return usageError(noRecords(content));
    const { corpus, problems } = readContent(content);
    if (problems.length > 0) {
      process.stderr.write(
        `show: the content has ${problems.length} problem(s); "sincelinux check" lists them.\n`,
      );
    }
    const known = knowledgeOf(corpus);
    const sources = localSources(known);
    const found = await answer(text, sources);
    const { entries } = await sources.library();
    const rowsOf = (path: string) => {
      const [, sha = ""] = /^\/commits\/([0-9a-f]+)\/$/.exec(path) ?? [];
      const commit = known.commit(sha);
      return commit ? commitRows(commit, known) : [];
    };
    const strong = (title: string) => styleText("bold", title, { stream: process.stdout });
    process.stdout.write(
      json ? `${JSON.stringify(found, null, 2)}\n` : answerText(found, entries, strong, rowsOf),
    );
    return found.groups.length > 0 || (found.look?.rows.length ?? 0) > 0 ? 0 : 1;
  },
);
