import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { defineConfig, type Plugin } from "vitest/config";
import { longestFirst } from "./test/longest-first.ts";

/** These start programs, or one piece of work, again and again: seconds each. The longest stand first. */
const slow = [
  "test/static.test.ts",
  "test/output/package/packed.test.ts",
  "test/import/read-deck-properties.test.ts",
  "test/enrich/replace-folder.test.ts",
  "test/hostile/run-hostile.test.ts",
  "test/git/since-command.test.ts",
  "test/git/false-ancestry.test.ts",
  "test/enrich/enrich-command.test.ts",
  "test/git/judge-tags.test.ts",
  "test/git/commit-objects.test.ts",
  "test/git/since-kernel-shaped.test.ts",
  "test/git/refused-clones.test.ts",
  "test/enrich/flaws.test.ts",
  "test/git/headers/scan-history.test.ts",
  "test/git/canaries.test.ts",
  "test/output/cite/parsers.test.ts",
  "test/output/package/remark.test.ts",
  "test/git/citation-cache.test.ts",
  "test/git/compare-with-slow.test.ts",
  "test/scripts/kernels.test.ts",
  "test/scripts/output-lines.test.ts",
  "test/enrich/hostile-clone.test.ts",
  "test/scripts/since.test.ts",
  "test/scripts/terminal-text.test.ts",
  "test/search/show.test.ts",
  "test/records/hostile.test.ts",
  "test/git/clone-variants.test.ts",
  "test/records/commands.test.ts",
  "test/search/kernel-filters.test.ts",
  "test/search/identifiers.test.ts",
  "test/git/odd-files.test.ts",
  "test/model/disputes.test.ts",
  "test/records/third-repository.test.ts",
  "test/scripts/repository.test.ts",
  "test/import/hostile-titles.test.ts",
  "test/scripts/usage.test.ts",
  "test/enrich/headers.test.ts",
  "test/wording/hash-pages.test.ts",
];

/** Has packages resolved as users have them: some have a slower one for development, full of assertions. */
const asInstalled: Plugin = {
  name: "as-installed",
  configResolved({ ssr: { resolve } }) {
    const { conditions } = resolve ?? {};
    if (resolve && conditions) resolve.conditions = conditions.filter((each) => !/development/.test(each));
  },
};

/** "--mode quick" leaves out what needs a built site, and what is slow. One project, so that content is read once by each worker. */
export default defineConfig(({ mode }) => ({
  plugins: [asInstalled],
  test: {
    include: ["test/**/*.test.ts"],
    exclude: mode === "quick" ? ["test/site/**", ...slow] : [],
    globalSetup: "test/site/build-sites.ts",
    reporters: ["default", "./test/closing-line.ts"],
    // One more than cores, since tests of pages wait for the browser.
    maxWorkers: availableParallelism() + 1,
    isolate: false,
    // Tests of one file that run at once: each has a page in the browser, and two keep it busy.
    maxConcurrency: 2,
    // The many short files come last, so that no core waits for another one at the end.
    sequence: { sequencer: longestFirst([...slow, "test/site/every-page.test.ts", "test/site/"]) },
    // Limits are there to end what hangs, never to measure: a busy machine is several times slower.
    testTimeout: 300_000,
    hookTimeout: 600_000,
    // Of the CPU time of a command that tests start, half is for compiling it, without this.
    env: { NODE_COMPILE_CACHE: resolve("node_modules/.cache/compiled") },
  },
}));
