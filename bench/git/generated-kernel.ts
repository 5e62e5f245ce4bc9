import { createHash } from "node:crypto";
import { randomNumbers } from "./random-numbers.ts";

/**
 * Writes, piece by piece, what `git fast-import` reads: a history as large and as tangled as the kernel's.
 * Releases with eight candidates each, subsystem branches merged in the merge window, fixes, reverts and stable
 * series whose messages name real hashes: each commit's hash is computed here, before git sees it.
 */
export function* generatedKernel(commits: number): Generator<Buffer, void, undefined> {
  const writer = new Writer();
  const random = randomNumbers(1);
  const stableShare = 0.15;
  const cycles = releaseNames().length;
  const perCycle = Math.max(40, Math.floor((commits * (1 - stableShare)) / cycles));
  const perSeries = Math.max(15, Math.floor((commits * stableShare) / STABLE_SERIES));
  let tip = writer.commit([], "Linux-2.6.12-rc2", "Initial import.", null);
  for (const [cycle, release] of releaseNames().entries()) {
    if (writer.count >= commits) break;
    tip = cycleOf(writer, random, tip, perCycle, release);
    if (cycle >= cycles - STABLE_SERIES) stableSeries(writer, random, tip, perSeries, release);
    yield* writer.take();
  }
  writer.branch("refs/heads/master", tip);
  yield* writer.take();
}

const STABLE_SERIES = 40;
const STABLE_RELEASES = 14;

/** v2.6.13 to v2.6.39, then v3.0 to v6.19: 109 releases, with candidates and stable ones 1,500 tags. */
function releaseNames(): string[] {
  const count = (prefix: string, from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => `${prefix}.${from + at}`);
  return [
    ...count("v2.6", 13, 39),
    ...count("v3", 0, 19),
    ...count("v4", 0, 20),
    ...count("v5", 0, 19),
    ...count("v6", 0, 19),
  ];
}

type Random = (below: number) => number;

/** A merge window, then candidates with fixes; returns the release's commit. */
function cycleOf(writer: Writer, random: Random, start: number, size: number, release: string): number {
  let tip = start;
  const branches = 12 + random(20);
  const perBranch = Math.floor((size * 0.7) / branches);
  for (let branch = 0; branch < branches; branch += 1) {
    const base = writer.earlier(tip, random(3000));
    tip = writer.commit(
      [tip, topic(writer, random, base, perBranch)],
      `Merge branch 'topic-${branch}'`,
      "Pull.",
      null,
    );
  }
  tip = tagged(writer, `${release}-rc1`, tip);
  const fixes = Math.floor(size * 0.3);
  for (let fix = 0; fix < fixes; fix += 1) {
    if (fix % Math.ceil(fixes / 7) === 0 && fix > 0) {
      tip = tagged(writer, `${release}-rc${1 + Math.round((7 * fix) / fixes)}`, tip);
    }
    const target = random(writer.count);
    tip = writer.commit(
      [tip],
      words(random, 6),
      words(random, 70 + random(60)),
      trailer(writer, random, target),
    );
  }
  return tagged(writer, release, tip);
}

/** A topic branch with occasional merges. */
function topic(writer: Writer, random: Random, base: number, size: number): number {
  let tip = base;
  for (let at = 0; at < size; at += 1) {
    const parents = at % 50 === 49 ? [tip, writer.earlier(tip, random(200))] : [tip];
    const target = random(writer.count);
    const line = random(4) === 0 ? trailer(writer, random, target) : null;
    tip = writer.commit(parents, words(random, 7), words(random, 60 + random(90)), line);
  }
  return tip;
}

function stableSeries(writer: Writer, random: Random, start: number, size: number, release: string): void {
  let tip = start;
  for (let number = 1; number <= STABLE_RELEASES; number += 1) {
    for (let at = 0; at < Math.ceil(size / STABLE_RELEASES); at += 1) {
      const original = writer.sha(random(start));
      tip = writer.commit(
        [tip],
        words(random, 7),
        `commit ${original} upstream.\n\n${words(random, 80)}`,
        null,
      );
    }
    tip = tagged(writer, `${release}.${number}`, tip);
  }
  writer.branch(`refs/heads/linux-${release.slice(1)}.y`, tip);
}

function tagged(writer: Writer, name: string, parent: number): number {
  const commit = writer.commit([parent], `Linux ${name.slice(1)}`, "", null);
  writer.branch(`refs/tags/${name}`, commit);
  return commit;
}

function trailer(writer: Writer, random: Random, target: number): string {
  const sha = writer.sha(target);
  if (random(20) === 0) return `This reverts commit ${sha}.`;
  if (random(6) === 0) return `Since commit ${sha.slice(0, 12)} ("${words(random, 6)}") this is so.`;
  return `Fixes: ${sha.slice(0, 12)} ("${words(random, 6)}")`;
}

const vocabulary =
  "add the missing check for a null pointer in driver and avoid race when device is removed while work pending net mm fs sched x86 arm64 drm usb pci of to use helper instead remove unused function argument since it was never called rename structure member so that lock held before free memory leak on error path return value from probe fix build warning with clang static analysis report syzbot found kernel oops reference count wrong after namespace capability mount propagation cgroup controller".split(
    " ",
  );

function words(random: Random, count: number): string {
  let text = "";
  for (let at = 0; at < count; at += 1) {
    text += at === 0 ? "" : at % 12 === 0 ? "\n" : " ";
    text += vocabulary[random(vocabulary.length)];
  }
  return text;
}

const EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904";

/** Commits by number, from 0 on; number and mark differ by one. */
class Writer {
  #pieces: string[] = [];
  #shas: Buffer = Buffer.alloc(20 * 4096);
  count = 0;

  commit(parents: number[], subject: string, body: string, trailerLine: string | null): number {
    const number = this.count;
    const seconds = 1_113_690_036 + number * 400 + (number % 997 === 0 ? 90_000_000 : 0);
    const author = `A U Thor ${number % 5000} <author${number % 5000}@example.org> ${seconds - 500_000} +0200`;
    const committer = `C O Mitter ${number % 300} <committer${number % 300}@example.org> ${seconds} +0000`;
    const message = `${subject}\n\n${body}\n\n${trailerLine === null ? "" : `${trailerLine}\n`}Signed-off-by: ${author.slice(0, author.indexOf(">") + 1)}\n`;
    const lines = parents.map((parent) => `parent ${this.sha(parent)}\n`).join("");
    const object = `tree ${EMPTY_TREE}\n${lines}author ${author}\ncommitter ${committer}\n\n${message}`;
    this.#remember(createHash("sha1").update(`commit ${object.length}\0${object}`).digest());
    const [first, ...others] = parents.map((parent) => `:${parent + 1}\n`);
    this.#pieces.push(
      `${first === undefined ? "" : "reset refs/heads/work\n\n"}commit refs/heads/work\nmark :${number + 1}\nauthor ${author}\ncommitter ${committer}\n` +
        `data ${message.length}\n${message}\n${first === undefined ? "" : `from ${first}`}${others.map((other) => `merge ${other}`).join("")}\n`,
    );
    return number;
  }

  branch(name: string, commit: number): void {
    this.#pieces.push(`reset ${name}\nfrom :${commit + 1}\n\n`);
  }

  sha(number: number): string {
    return this.#shas.toString("hex", 20 * number, 20 * number + 20);
  }

  /** A commit some way back. */
  earlier(commit: number, distance: number): number {
    return Math.max(0, commit - distance);
  }

  *take(): Generator<Buffer, void, undefined> {
    for (let at = 0; at < this.#pieces.length; at += 1000) {
      yield Buffer.from(this.#pieces.slice(at, at + 1000).join(""), "latin1");
    }
    this.#pieces = [];
  }

  #remember(sha: Buffer): void {
    if (20 * (this.count + 1) > this.#shas.length) {
      this.#shas = Buffer.concat([this.#shas, Buffer.alloc(this.#shas.length)]);
    }
    sha.copy(this.#shas, 20 * this.count);
    this.count += 1;
  }
}
