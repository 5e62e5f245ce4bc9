import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { openRepository } from "../../src/git/releases/open-repository.ts";
import { type SinceAnswer, since } from "../../src/git/releases/since.ts";
import { linuxShapes } from "./linux-shapes.ts";
import { git, gitFed } from "./run-git.ts";
import { slowChain, slowMerge, slowRelease } from "./slow-method.ts";

export interface Sampling {
  /** How many commits to draw at random. */
  commits: number;
  /** For how many commits of the sample to find the merge as well. */
  merges: number;
  seed: number;
}

/**
 * Compares answers about a real clone with the slow method's: commits drawn at random, merges, octopus merges,
 * roots, commits beside the mainline and unreleased ones.
 * The slow method works on a borrowed copy with a commit-graph of its own, or it would take hours; releases there
 * still come from `git tag --contains`.
 */
export async function compareWithSlowMethod(clone: string, sampling: Sampling) {
  const copy = borrow(resolve(clone));
  try {
    const repository = await openRepository(clone, { shapes: linuxShapes, note: console.error });
    const mainline = repository.mainline.oid;
    const groups = draw(copy, mainline, sampling);
    const sample = [...new Set(groups.flatMap(([, shas]) => shas))];
    const answers = new Map((await since(repository, sample, null)).map((answer) => [answer.input, answer]));
    const releases = sample.filter((sha) => !agree(answers.get(sha), slowRelease(copy, sha)));
    const chain = slowChain(copy, mainline);
    const asked = labelFrom(sample, sampling.merges);
    const merges = asked.filter(
      (sha) => !agree(answers.get(sha), { mainline: slowMerge(copy, sha, mainline, chain) }),
    );
    const lines = [
      ...groups.map(([name, shas]) => `${shas.length} ${name}`),
      `${sample.length} commits: ${releases.length} differ in release or candidate`,
      `${asked.length} of them: ${merges.length} differ in the merge`,
      ...[...releases, ...merges].map((sha) => `  ${JSON.stringify(answers.get(sha))}`),
    ];
    return { differences: releases.length + merges.length, report: `${lines.join("\n")}\n` };
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

function agree(answer: SinceAnswer | undefined, slow: Partial<SinceAnswer>): boolean {
  return Object.entries(slow).every(([key, value]) => answer?.[key as keyof SinceAnswer] === value);
}

/** A repository with the clone's refs that takes its objects from there. */
function borrow(clone: string): string {
  const copy = mkdtempSync(join(tmpdir(), "sincelinux-slow-"));
  git(copy, "init", "-q", "--bare", "--initial-branch=unborn", ".");
  const objects = git(clone, "rev-parse", "--path-format=absolute", "--git-path", "objects");
  mkdirSync(join(copy, "objects/info"), { recursive: true });
  writeFileSync(join(copy, "objects/info/alternates"), `${objects}\n`);
  const refs = git(clone, "for-each-ref", "--format=create %(refname) %(objectname)");
  gitFed(copy, `${refs}\n`, "update-ref", "--stdin");
  git(copy, "commit-graph", "write", "--reachable");
  return copy;
}

type Group = [name: string, shas: string[]];

function draw(copy: string, mainline: string, { commits, seed }: Sampling): Group[] {
  const list = (...args: string[]) =>
    git(copy, "rev-list", ...args)
      .split("\n")
      .filter((sha) => sha !== "");
  const random = generator(seed);
  const some = (shas: string[], count: number) => shuffled(shas, random).slice(0, count);
  const all = list("--all");
  const tags = git(copy, "tag", "--list", "v[0-9]*")
    .split("\n")
    .filter((tag) => tag !== "" && isCommit(copy, tag));
  return [
    ["commits drawn at random", some(all, commits)],
    ["merges", some(list("--all", "--min-parents=2"), 100)],
    ["octopus merges", some(list("--all", "--min-parents=3"), 100)],
    ["roots", list("--all", "--max-parents=0")],
    ["commits of the mainline's own chain", some(list("--first-parent", mainline), 100)],
    ["commits outside the mainline", some(list("--all", "--not", mainline), 100)],
    ["unreleased commits", some(list("--all", "--not", ...tags), 100)],
    ["tagged commits", tags.map((tag) => git(copy, "rev-parse", `${tag}^{commit}`))],
  ];
}

function isCommit(copy: string, tag: string): boolean {
  return git(copy, "for-each-ref", "--format=%(objecttype) %(*objecttype)", `refs/tags/${tag}`).includes(
    "commit",
  );
}

/** Evenly over a list. */
function labelFrom(shas: string[], count: number): string[] {
  const step = Math.max(1, Math.floor(shas.length / Math.max(1, count)));
  return shas.filter((_, at) => at % step === 0).slice(0, count);
}

function shuffled<T>(items: readonly T[], random: () => number): T[] {
  const copy = [...items];
  for (let at = copy.length - 1; at > 0; at -= 1) {
    const other = Math.floor(random() * (at + 1));
    [copy[at], copy[other]] = [copy[other] as T, copy[at] as T];
  }
  return copy;
}

/** mulberry32: the same seed draws the same commits. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
