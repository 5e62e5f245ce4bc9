import { WHOLE_HASH } from "../../domain/hash.ts";
import type { TagKind } from "../../domain/release.ts";
import type { FlawFacts } from "../../records/schema/flaw-facts.ts";

export type Range = FlawFacts[string]["ranges"][number];
type Landing = Range["fixed"];

/** What a line of a record is not. `line` counts from 1. */
export interface BadLine {
  line: number;
  expected: string;
  found: string;
}

/** More lines than any real record has by a factor of 50. */
export const MOST_LINES = 10_000;

const wholeHash = new RegExp(`^${WHOLE_HASH}$`);
const FORM = "introduced-version:hash:fixed-version:hash, 0:0 for unknown";

/**
 * Parses a dyad file of the kernel CVE team: a line a range, comments after "#".
 * @param kindOf the kind of a release tag, null for what is none
 * @returns the ranges in the order of the file, each once; and every line that is none
 * @example parseDyad("5.9:<40 digits>:5.10.213:<40 digits>\n", kindOf).ranges[0]?.fixed?.release // "v5.10.213"
 */
export function parseDyad(
  text: string,
  kindOf: (tag: string) => TagKind | null,
): { ranges: Range[]; bad: BadLine[] } {
  const ranges = new Map<string, Range>();
  const bad: BadLine[] = [];
  const lines = text.split("\n", MOST_LINES + 1);
  if (lines.length > MOST_LINES) {
    bad.push({ line: MOST_LINES + 1, expected: `at most ${MOST_LINES} lines`, found: "more" });
    return { ranges: [], bad };
  }
  for (const [at, line] of lines.entries()) {
    if (line === "" || line.startsWith("#")) continue;
    const fields = line.split(":", 5);
    const introduced = landing(fields[0], fields[1], kindOf);
    const fixed = landing(fields[2], fields[3], kindOf);
    if (fields.length !== 4 || introduced === undefined || fixed === undefined) {
      bad.push({ line: at + 1, expected: FORM, found: line.slice(0, 200) });
    } else if (introduced !== null || fixed !== null) ranges.set(line, { introduced, fixed });
  }
  return { ranges: [...ranges.values()], bad };
}

/** @returns null for 0:0, undefined for what is neither that nor a release and a hash */
function landing(
  version: string | undefined,
  sha: string | undefined,
  kindOf: (tag: string) => TagKind | null,
): Landing | undefined {
  if (version === "0" && sha === "0") return null;
  const release = `v${version}`;
  return sha !== undefined && wholeHash.test(sha) && kindOf(release) !== null ? { release, sha } : undefined;
}
