import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { renderBody } from "../../src/markdown/render.ts";
import { knowledgeOf } from "../../src/model/knowledge.ts";
import { answer } from "../../src/search/engine/answer.ts";
import { localSources } from "../../src/search/index/build-index.ts";
import { bodyLookups } from "../../src/site/body-lookups.ts";
import { importCommits } from "../git/import-commits.ts";
import { git } from "../git/run-git.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";
import { bareEnvironment } from "../run-command.ts";
import { edit, OTHER_SHA, problemsWith, readTree, SOUND, TALK, writeTree } from "./content-tree.ts";
import { beta, claim } from "./variants.ts";

/** A repository that nothing in the code knows of. */
const UTIL_LINUX = {
  "repositories/util-linux.yaml": `title: util-linux
url: https://git.kernel.org/util-linux.git
commitUrl: https://git.kernel.org/util-linux/c/{sha}
releaseTags: ["vN.N"]
candidateSuffix: "-rcN"
stableTags: ["vN.N.N"]
`,
};

const claimed = (value: string, about = "change: beta") => ({
  ...UTIL_LINUX,
  "changes/beta.md": beta("repository: util-linux"),
  ...claim(`${about}, field: release, value: "${value}"`),
});

test("a release claim of its change is accepted, and only one that has its shape", () => {
  expect(problemsWith(claimed("v2.37"))).toEqual([]);
  expect(problemsWith(claimed("v2.37", `commit: "${OTHER_SHA}"`))).toEqual([]);
  expect(problemsWith(claimed("2.37"))).toEqual([
    `content/documents/talk.yaml:11:44 claims[1].value: expected a release of util-linux (vN.N), found "2.37". Did you mean "v2.37"?`,
  ]);
  for (const tag of ["libcap-2.26", "v2.37-rc1", "v2.37.1", "v02.37", "util-linux-2.37"]) {
    expect(problemsWith(claimed(tag)), tag).toEqual([
      `content/documents/talk.yaml:11:44 claims[1].value: expected a release of util-linux (vN.N), found "${tag}". Correct the tag, or the repository of the change.`,
    ]);
  }
});

test("its releases are none of the kernel, and those of libcap are of libcap alone", () => {
  const ofKernel = (value: string) =>
    problemsWith({ ...UTIL_LINUX, ...claim(`change: alpha, field: release, value: "${value}"`) });
  for (const tag of ["v2.37", "libcap-2.26"]) {
    expect(ofKernel(tag), tag).toEqual([
      `content/documents/talk.yaml:11:45 claims[1].value: expected a release of linux (v2.6.N, v3+.N), found "${tag}". Correct the tag, or the repository of the change.`,
    ]);
  }
  const ofLibcap = { ...claimed("libcap-2.26"), "changes/beta.md": beta("repository: libcap") };
  expect(problemsWith(ofLibcap)).toEqual([]);
});

test("the page of its change says the release, orders it, and the search finds it", async () => {
  const talk = `${TALK}
  - { change: beta, field: release, value: "v2.37", confidence: quoted }
  - { change: beta, field: release, value: "v2.9", confidence: quoted }
`;
  const files = { ...SOUND, ...claimed("v2.37"), "documents/talk.yaml": edit(talk, "\n\n", "\n") };
  const { corpus, problems } = readTree(writeTree(files));
  expect(problems).toEqual([]);
  const known = knowledgeOf(corpus);
  const entry = known.changes.find(({ record }) => record.slug === "beta");
  expect(entry?.since.first.releases).toEqual(["v2.9", "v2.37"]);
  const paths = async (query: string) => {
    const { groups, notes } = await answer(query, localSources(known));
    return [...notes, ...groups.flatMap(({ hits }) => hits.map((hit) => hit.entry.path))];
  };
  expect(await paths("release:2.37")).toEqual(["/changes/beta/"]);
  expect(await paths("release:V2.9")).toEqual(["/changes/beta/"]);
});

test("a body finds its tags, and takes none for a kernel release", () => {
  const files = { ...SOUND, ...claimed("v2.37") };
  const { corpus } = readTree(writeTree(files));
  const known = knowledgeOf(corpus);
  const lookups = (own: string) => bodyLookups(known, own);
  const asked: string[] = [];
  const text = "v2.37, v2.37-rc1, libcap-2.26 and v4.14, no xv2.37 or v2.37-dirty";
  const { release } = lookups("alpha");
  renderBody(text, {
    ...lookups("alpha"),
    release: (tag) => {
      asked.push(tag);
      return release(tag);
    },
  });
  expect(asked).toEqual(["v2.37", "v2.37-rc1", "libcap-2.26", "v4.14"]);
  expect(lookups("alpha").release("v4.14")).not.toBeNull();
  expect(lookups("beta").release("v4.14")).toBeNull();
  expect(lookups("beta").release("v2.37")).toBeNull();
  const named = {
    ...claimed("v2.37"),
    "changes/beta.md": `${files["changes/beta.md"]}\nIt came with v2.37.\n`,
  };
  expect(problemsWith(named)).toEqual([]);
});

test("since and enrich read the tags that it declares", () => {
  const directory = join(temporaryFolder(), "util-linux.git");
  const shas = importCommits(directory, [
    { id: "a", message: "lsns: add\n" },
    { id: "b", parents: ["a"], message: "unshare: add an option\n" },
  ]);
  const [a = "", b = ""] = ["a", "b"].map((id) => shas.get(id));
  for (const [tag, sha] of [
    ["v2.9", a],
    ["v2.37-rc1", b],
    ["v2.37", b],
    ["v2.36.1", b],
    ["libcap-2.1", a],
    ["stray-v1.0", a],
  ] as const)
    git(directory, "update-ref", `refs/tags/${tag}`, sha);
  git(directory, "update-ref", "refs/heads/master", b);
  const files = { ...SOUND, ...claimed("v2.37", `commit: "${b}"`) };
  const content = writeTree({
    ...files,
    "changes/beta.md": edit(String(files["changes/beta.md"]), OTHER_SHA, b),
  });
  const run = (...args: string[]) =>
    spawnSync(
      process.execPath,
      [
        "scripts/sincelinux.ts",
        ...args,
        "--repository",
        "util-linux",
        "--clone",
        directory,
        "--content",
        content,
      ],
      { encoding: "utf8", env: bareEnvironment },
    );
  const since = run("since", "--json", a, b);
  const answers = since.stdout
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(answers.map(({ release, candidate }) => [release, candidate])).toEqual([
    ["v2.9", null],
    ["v2.37", "v2.37-rc1"],
  ]);
  const enrich = run("enrich");
  expect([enrich.status, enrich.stderr]).toEqual([0, ""]);
  const facts = JSON.parse(readFileSync(join(content, "facts/util-linux/commits", `${b}.json`), "utf8"));
  expect([facts.release, facts.candidate]).toEqual(["v2.37", "v2.37-rc1"]);
  expect(readTree(content).problems).toEqual([]);
});
