import { runEnrich } from "../src/enrich/run-enrich.ts";
import { command } from "./command.ts";
import { isFolder, noFolder } from "./content-here.ts";
import { terminalProgress } from "./terminal-progress.ts";

const usage = `usage: sincelinux enrich --clone DIR [options]

Asks a git clone about every commit that the content names, and writes what it proves to content/facts.
  --clone DIR        the clone; without it SINCELINUX_LINUX_CLONE, SINCELINUX_LIBCAP_CLONE and so on name clones,
                     one a repository, and all that are set are asked
  --repository NAME  which repository --clone is a clone of (linux)
  --vulns DIR        a clone of the kernel CVE team's repository (or SINCELINUX_VULNS_CLONE): also, or only, write
                     which published flaws the named commits brought or fixed
  --releases DIR     a clone of endoflife.date's release-data (or SINCELINUX_RELEASE_DATA_CLONE): also, or only, write
                     the days of stable releases
  --headers NAME=DIR a clone of a header history, such as bionic=DIR, repeated for more (or SINCELINUX_BIONIC_CLONE
                     and so on): also, or only, write which release has each interface first
  --mainline REF     its mainline, where it is not origin/master, master, main or HEAD
  --check            write nothing; report whether the facts are up to date
  --content DIR      the folder to read and write instead of content
Exit code: 0 done, or the facts are up to date; 1 they are not, could not be written, or a commit is
missing that should be in the clone; 2 usage error.
`;

/** Writes facts. @returns 0 done, 1 stale or not written, 2 usage error */
export const run = command(
  {
    name: "enrich",
    usage,
    options: {
      clone: { type: "string" },
      repository: { type: "string", default: "linux" },
      mainline: { type: "string" },
      vulns: { type: "string" },
      releases: { type: "string" },
      headers: { type: "string", multiple: true },
      check: { type: "boolean", default: false },
      content: { type: "string", default: "content" },
    },
  },
  async ({ values, usageError }) => {
    if (!isFolder(values.content)) return usageError(noFolder(values.content));
    return await runEnrich(values, {
      print: (text) => process.stdout.write(text),
      note: (sentence) => process.stderr.write(`enrich: ${sentence}\n`),
      progress: terminalProgress,
    });
  },
);
