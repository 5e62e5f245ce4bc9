import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { asTyped } from "./as-typed.ts";
import { borrowClone } from "./borrowed-clone.ts";
import { type Measured, measure, measurePair, median } from "./measure.ts";
import { randomNumbers } from "./random-numbers.ts";
import { runGit } from "./run-git.ts";

/** How often a pair is measured: the quick ones, and those that read everything. */
export interface Runs {
  quick: number;
  slow: number;
}

/** Compares this program with git's own floor on one clone, in one run; prints each line as soon as it is measured. */
export async function bench(
  { clone, isGenerated }: { clone: string; isGenerated: boolean },
  runs: Runs,
  print: (line: string) => void,
): Promise<void> {
  const graph = borrowClone(clone);
  const plain = borrowClone(clone);
  const newest = newestTags(clone, 3);
  const older = borrowClone(clone, (ref) => ref.startsWith("refs/tags/") && !newest.has(ref));
  runGit(older, "update-ref", "refs/heads/master", newestCommit(older));
  try {
    runGit(graph, "commit-graph", "write", "--reachable");
    const files = writeInputs(graph);
    print(
      `${files.commits.toLocaleString("en")} commits, ${runGit(clone, "tag").trim().split("\n").length} tags`,
    );
    print("CPU seconds of whole processes and all they start: medians; the ratio is the median of ratios,");
    print("and the middle half of these lies between the two beside it\n");
    print(row("", "this", "git", "ratio", "between", "limit", "peak"));
    const asked = { clone: graph, hashes: files.hashes, isGenerated, runs: runs.quick };
    await asTyped(asked, (name, ...cells) => print(row(name, ...cells)));
    releases("with a commit-graph", graph, files, runs.quick, print);
    releases("without", plain, files, runs.slow, print);
    messages(graph, older, files, runs.slow, print);
    naive(graph, files, print);
  } finally {
    for (const copy of [graph, plain, older]) rmSync(copy, { recursive: true, force: true });
  }
}

interface Inputs {
  commits: number;
  /** File with all hashes, newest first. */
  all: string;
  /** Files with 1, 44, 1,000 and 10,000 hashes drawn at random. */
  hashes: Map<number, string>;
}

function writeInputs(graph: string): Inputs {
  const all = join(graph, "hashes");
  const ids = runGit(graph, "rev-list", "--all").trim().split("\n");
  writeFileSync(all, `${ids.join("\n")}\n`);
  const random = randomNumbers(1);
  const hashes = [1, 44, 1000, 10_000].map((count): [number, string] => {
    const file = join(graph, `hashes-${count}`);
    const drawn = Array.from({ length: Math.min(count, ids.length) }, () => ids[random(ids.length)]);
    writeFileSync(file, `${drawn.join("\n")}\n`);
    return [count, file];
  });
  return { commits: ids.length, all, hashes: new Map(hashes) };
}

function releases(
  how: string,
  clone: string,
  { hashes }: Inputs,
  runs: number,
  print: (line: string) => void,
): void {
  const floor = () => measure(["git", "-C", clone, "rev-list", "--count", "--all"]);
  for (const [count, file] of hashes) {
    const { a, b, ratio, middle, last } = measurePair(runs, () => answer(clone, file, "releases"), floor);
    const name = `releases and merges of ${count} hashes, ${how}`;
    print(row(name, seconds(a), seconds(b), ratio.toFixed(2), between(middle), "1.5", peak(last)));
  }
}

function messages(
  graph: string,
  older: string,
  files: Inputs,
  runs: number,
  print: (line: string) => void,
): void {
  const file = files.hashes.get(1000) as string;
  const read = (input: string) => measure(["git", "-C", graph, "cat-file", "--batch", "--buffer"], input);
  const named = "follow-ups and backports of 1000 hashes";
  const { a, b, ratio, middle, last } = measurePair(
    runs,
    () => answer(graph, file, "messages"),
    () => read(files.all),
  );
  print(row(named, seconds(a), seconds(b), ratio.toFixed(2), between(middle), "1.3", peak(last)));
  const opened = median(Array.from({ length: runs }, () => answer(graph, file, "releases").cpu));
  const beyond = a - opened;
  print(row("  beyond what releases alone cost", seconds(beyond), seconds(b), (beyond / b).toFixed(2)));
  const cache = join(graph, "bench-cache");
  answer(older, file, "messages", cache);
  const fresh = join(graph, "bench-new");
  const tips = runGit(older, "for-each-ref", "--format=^%(objectname)").trim().split("\n");
  writeFileSync(fresh, runGit(graph, "rev-list", "--all", ...tips));
  const grown = answer(graph, file, "messages", cache);
  const again = answer(graph, file, "messages", cache);
  const number = reportOf(grown).read.toLocaleString("en");
  print(
    row(
      `  again after ${number} new commits`,
      seconds(grown.cpu),
      seconds(read(fresh).cpu),
      "",
      "",
      "",
      peak(grown),
    ),
  );
  print(row("  again with nothing new", seconds(again.cpu), "", "", "", "", peak(again)));
}

/** What a loop over `git describe --contains` costs, which answers wrong as well. */
function naive(graph: string, files: Inputs, print: (line: string) => void): void {
  const script =
    'head -20 "$1" | while read hash; do git -C "$2" describe --contains "$hash"; done 2> /dev/null; true';
  const { cpu } = measure(["sh", "-c", script, "sh", files.hashes.get(1000) as string, graph]);
  print(row("git describe --contains, 20 hashes, one by one", "", seconds(cpu)));
  print(row("  so for 1000 hashes", "", seconds(50 * cpu)));
}

function answer(clone: string, file: string, what: "releases" | "messages", cache = "-"): Measured {
  return measure([process.execPath, ...nodeOptions(), "bench/git/answer.ts", clone, file, what, cache]);
}

/** As people run it: "node <options> scripts/sincelinux.ts". */
function nodeOptions(): string[] {
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  return scripts.sincelinux.split(" ").slice(1, -1);
}

function reportOf({ stderr }: Measured): { answered: number; read: number; peak: number } {
  return JSON.parse(stderr.trim().split("\n").at(-1) ?? "");
}

function peak(measured: Measured): string {
  return `${reportOf(measured).peak.toFixed(0)} MiB`;
}

function newestTags(clone: string, count: number): Set<string> {
  const tags = runGit(
    clone,
    "for-each-ref",
    "--sort=-creatordate",
    `--count=${count}`,
    "--format=%(refname)",
    "refs/tags",
  );
  return new Set(tags.trim().split("\n"));
}

function newestCommit(clone: string): string {
  return runGit(clone, "rev-list", "--tags", "-1").trim();
}

function seconds(value: number): string {
  return value.toFixed(2);
}

function between([low, high]: [number, number]): string {
  return `${low.toFixed(2)}–${high.toFixed(2)}`;
}

function row(name: string, ...cells: string[]): string {
  return name.padEnd(62) + cells.map((cell) => cell.padStart(10)).join("");
}
