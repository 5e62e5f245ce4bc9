import { spawnSync } from "node:child_process";

/** One finished process with all it started. */
export interface Measured {
  /** User and system seconds. */
  cpu: number;
  wall: number;
  stderr: string;
}

/** Runs a program with its output thrown away. CPU time, because a busy machine stretches the other kind. */
export function measure(command: readonly string[], input = "/dev/null"): Measured {
  const start = performance.now();
  // The shell's `times` counts what its children used, and theirs.
  const script = 'input="$1"; shift; "$@" < "$input" > /dev/null || exit 1; times';
  const { status, stdout, stderr } = spawnSync("sh", ["-c", script, "sh", input, ...command], {
    encoding: "utf8",
    maxBuffer: 2 ** 28,
  });
  if (status !== 0) throw new Error(`${command.join(" ")} failed: ${stderr}`);
  const seconds = [...stdout.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => 60 * Number(minutes) + Number(rest),
  );
  return { cpu: (seconds[2] ?? 0) + (seconds[3] ?? 0), wall: (performance.now() - start) / 1000, stderr };
}

/**
 * Two programs in turn, A B A B, so that a machine that gets slower does so for both.
 * @returns medians of the seconds and of the ratios, and between which ratios the middle half of them lies
 */
export function measurePair(runs: number, a: () => Measured, b: () => Measured) {
  const pairs = Array.from({ length: runs }, () => ({ a: a(), b: b() }));
  const ratios = pairs.map((pair) => pair.a.cpu / pair.b.cpu).sort((x, y) => x - y);
  const quarter = (runs - 1) / 4;
  return {
    a: median(pairs.map((pair) => pair.a.cpu)),
    b: median(pairs.map((pair) => pair.b.cpu)),
    ratio: median(ratios),
    /** Of the wall times. */
    wall: median(pairs.map((pair) => pair.a.wall / pair.b.wall)),
    middle: [ratios[Math.floor(quarter)], ratios[Math.ceil(3 * quarter)]] as [number, number],
    last: pairs.at(-1)?.a as Measured,
  };
}

export function median(values: number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1] ?? Number.NaN;
}
