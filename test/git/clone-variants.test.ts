import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { since } from "../../src/git/releases/since.ts";
import { abortedCandidate, kernelShaped } from "./kernel-shaped.ts";
import { linuxShapes } from "./linux-shapes.ts";
import { git, gitFed } from "./run-git.ts";
import { temporaryFolder } from "./temporary-folder.ts";

const folder = temporaryFolder();
const original = kernelShaped(join(folder, "kernel.git"), { tags: [abortedCandidate] });
git(original.directory, "config", "uploadpack.allowFilter", "true");
const inputs = [...original.shas.values()];
const url = `file://${original.directory}`;
const plain = await ask(original.directory);

/** Every way a clone can keep the same history: what is done to a bare clone, and where its ancestry comes from. */
const changed: [name: string, origin: string, change: (clone: string) => void][] = [
  ["loose, without a commit-graph", "rev-list", () => {}],
  ["packed, refs too", "rev-list", pack],
  ["with a commit-graph", "commit-graph", (clone) => git(clone, "commit-graph", "write", "--reachable")],
  [
    "with a commit-graph of bloom filters",
    "commit-graph",
    (clone) => git(clone, "commit-graph", "write", "--reachable", "--changed-paths"),
  ],
  [
    "with a stale commit-graph",
    "commit-graph and rev-list for 19 newer commits",
    (clone) => graph(clone, "m9"),
  ],
  [
    "with a split commit-graph",
    "commit-graph in 3 layers",
    (clone) => graph(clone, "m4", "m9", "bidi vfio2 aborted"),
  ],
  [
    "with a stale split one",
    "commit-graph in 2 layers and rev-list for 19 newer commits",
    (clone) => graph(clone, "m4", "m9"),
  ],
  ["with a commit-graph whose bits are flipped", "rev-list", damageGraph],
  [
    "with a commit-graph cut short",
    "rev-list",
    (clone) => rewriteGraph(clone, (bytes) => bytes.subarray(0, 700)),
  ],
  [
    "with something else for a commit-graph",
    "rev-list",
    (clone) => rewriteGraph(clone, () => Buffer.from("CGPH, not")),
  ],
  [
    "with a folder for a commit-graph",
    "rev-list",
    (clone) => mkdirSync(join(clone, "objects/info/commit-graph"), { recursive: true }),
  ],
  ["with a chain whose layer is gone", "rev-list", breakChain],
  ["with replaced commits, and settings that want them", "rev-list", replace],
  ["with grafts", "rev-list", graft],
];

test.each(changed)("a clone %s answers the same", async (_, origin, change) => {
  const clone = join(folder, `changed-${Math.random()}.git`);
  git(folder, "clone", "-q", "--mirror", url, clone);
  change(clone);
  const found = await ask(clone);
  expect(found.answers).toEqual(plain.answers);
  expect(found.origin).toBe(origin);
});

/** Every way to clone. */
const cloned: [name: string, make: (to: string) => string][] = [
  ["bare", (to) => clone(to, "--bare", url)],
  ["with a work tree", (to) => clone(to, url)],
  ["by its .git", (to) => join(clone(to, url), ".git")],
  ["without blobs", (to) => clone(to, "--bare", "--filter=blob:none", url)],
  ["without trees", (to) => clone(to, "--bare", "--filter=tree:0", url)],
  ["borrowing objects", (to) => clone(to, "--bare", "--shared", original.directory)],
  ["borrowing objects and their commit-graph", borrowGraph],
  ["as a second work tree", secondWorkTree],
];

test.each(cloned)("a clone made %s answers the same", async (name, make) => {
  const to = join(folder, name.replaceAll(" ", "-"));
  expect((await ask(make(to))).answers).toEqual(plain.answers);
});

async function ask(directory: string) {
  const notes: string[] = [];
  const repository = await openRepository(directory, {
    shapes: linuxShapes,
    note: (note) => notes.push(note),
  });
  const full = await since(repository, inputs, null);
  const answers = full.map(({ ancestry, ...answer }) => answer);
  expect(new Set(full.map(({ ancestry }) => ancestry?.from))).toEqual(
    new Set([repository.history.origin === "rev-list" ? "objects" : "commit-graph"]),
  );
  return { answers, notes, origin: repository.history.origin };
}

function clone(to: string, ...args: string[]): string {
  git(folder, "clone", "-q", ...args, to);
  return to;
}

function pack(clone: string): void {
  git(clone, "repack", "-adq");
  git(clone, "pack-refs", "--all");
}

/** One layer for each list of commits; a single one makes a plain file. */
function graph(clone: string, ...layers: string[]): void {
  for (const ids of layers) {
    const lines = ids.split(" ").map((id) => `${original.shas.get(id)}\n`);
    const split = layers.length === 1 ? [] : ["--split=no-merge"];
    gitFed(clone, lines.join(""), "commit-graph", "write", "--stdin-commits", ...split);
  }
}

function rewriteGraph(clone: string, change: (bytes: Buffer) => Uint8Array): void {
  git(clone, "commit-graph", "write", "--reachable");
  const file = join(clone, "objects/info/commit-graph");
  const bytes = readFileSync(file);
  rmSync(file); // git makes it read-only
  writeFileSync(file, change(bytes));
}

/** Another parent for one commit: what only the checksum tells. */
function damageGraph(clone: string): void {
  rewriteGraph(clone, (bytes) => {
    const rows = Number(bytes.readBigUInt64BE(bytes.indexOf("CDAT") + 4));
    const parents = Array.from({ length: 20 }, (_, row) => rows + 36 * row + 20);
    const at = parents.find((parent) => bytes.readUInt32BE(parent) < 20) as number;
    bytes.writeUInt32BE(bytes.readUInt32BE(at) ^ 1, at);
    return bytes;
  });
}

function breakChain(clone: string): void {
  graph(clone, "m4", "m9");
  const layers = join(clone, "objects/info/commit-graphs");
  const [lowest = ""] = readFileSync(join(layers, "commit-graph-chain"), "utf8").split("\n");
  rmSync(join(layers, `graph-${lowest}.graph`));
}

function replace(clone: string): void {
  git(clone, "replace", original.shas.get("m8") as string, original.shas.get("m1") as string);
  git(clone, "config", "core.useReplaceRefs", "true");
  expect(git(clone, "rev-list", "--count", "master")).toBe("19");
}

function graft(clone: string): void {
  mkdirSync(join(clone, "info"), { recursive: true });
  appendFileSync(join(clone, "info/grafts"), `${original.shas.get("m8")} ${original.shas.get("m1")}\n`);
  expect(git(clone, "rev-list", "--count", "master")).toBe("20");
}

function borrowGraph(to: string): string {
  const lender = clone(`${to}-lender`, "--bare", url);
  graph(lender, "m4", "m9");
  const borrower = clone(to, "--bare", "--shared", lender);
  graph(borrower, "bidi vfio2 aborted", "bidi vfio2 aborted");
  return borrower;
}

function secondWorkTree(to: string): string {
  const first = clone(`${to}-first`, url);
  git(first, "worktree", "add", "-q", "--detach", to);
  return to;
}
