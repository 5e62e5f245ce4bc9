import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Measured, measure, measurePair } from "../git/measure.ts";

/**
 * Compares reading header histories with git's own cost of printing the same blobs, and a second run of `enrich` with what
 * it costs to read the content.
 * @param histories "NAME=DIR"
 */
export function bench(histories: readonly string[], runs: number, print: (line: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), "bench-headers-"));
  const env = ["env", `XDG_CACHE_HOME=${folder}`];
  const node = [...env, process.execPath];
  const scan = (to: string) => measure([...node, "bench/headers/scan.ts", to, ...histories]);
  const headers = histories.flatMap((each) => ["--headers", each]);
  const enrich = () => accept([...node, "scripts/sincelinux.ts", "enrich", "--check", ...headers]);
  const start = () => measure([...node, "bench/headers/scan.ts", "-"]);
  try {
    const { read, peak } = JSON.parse(scan(folder).stderr) as { read: number; peak: number };
    const blobs = histories.map((each) => {
      const [id = "", directory = ""] = each.split(/=(.*)/s);
      return `git -C "${directory}" cat-file --batch --buffer < "${join(folder, id)}"`;
    });
    const floor = () => measure(["sh", "-c", `${blobs.join(" && ")}`]);
    print(`${read.toLocaleString("en")} files of ${histories.length} histories, CPU seconds`);
    const full = measurePair(runs, () => scan("-"), floor);
    print(line("all histories, against git cat-file of the same files", full.a, full.b, full.ratio, "3"));
    print(`peak ${Math.round(peak)} MB, limit 1000`);
    enrich();
    const again = measurePair(runs, enrich, start);
    print(line("a second run of enrich, against reading the content", again.a, again.b, again.ratio, ""));
    print(`${(again.a - again.b).toFixed(2)} s over it, limit 1`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** `enrich --check` ends with 1 where the facts are of other clones. */
function accept(command: readonly string[]): Measured {
  return measure(["sh", "-c", '"$@"; test $? -le 1', "sh", ...command]);
}

function line(what: string, a: number, b: number, ratio: number, limit: string): string {
  return `${what}: ${a.toFixed(2)} to ${b.toFixed(2)}, ratio ${ratio.toFixed(2)}${limit && `, limit ${limit}`}`;
}
