import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parseNames } from "../../src/domain/names-table.ts";
import { answer } from "../../src/search/engine/answer.ts";
import { localSources } from "../../src/search/index/build-index.ts";
import { askedIdentifier } from "../../src/search/query/asked-identifier.ts";
import { known } from "../known-content.ts";

/** Feature, release, source. */
const statements = readFileSync("test/search/user-needs.tsv", "utf8")
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#"))
  .map((line) => line.split("\t") as [feature: string, release: string, source: string]);

const sources = localSources(known);
const names = parseNames(known.corpus.names, () => null);

/** What the headers can say of it, by what they name. */
function groupOf(feature: string): "in headers" | "other names" | "words" {
  const asked = askedIdentifier(feature);
  if (!asked?.certain && !asked?.rows.some((row) => names.has(row))) return "words";
  return asked.rows.some((row) => names.has(row)) ? "in headers" : "other names";
}

type Judged = "right" | "bracket" | "other" | "nothing";

/** How the first hit answers: the release, a bracket of releases, another release, or none. */
async function judge(feature: string, release: string): Promise<Judged> {
  const { groups } = await answer(feature, sources, []);
  const first = groups[0]?.hits[0]?.entry;
  const tags = first?.releases?.map(([tag]) => tag) ?? [];
  if (tags.length > 0) return tags.join() === release ? "right" : "other";
  return first?.bracket?.includes("or before") || first?.bracket?.startsWith("after") ? "bracket" : "nothing";
}

test("statements of public projects are answered first and rightly, a growing share of them", async () => {
  expect(statements).toHaveLength(171);
  const counts = new Map<string, Record<Judged, number>>();
  const notRight: string[] = [];
  for (const [feature, release] of statements) {
    const group = groupOf(feature);
    const judged = await judge(feature, release);
    const count = counts.get(group) ?? { right: 0, bracket: 0, other: 0, nothing: 0 };
    count[judged] += 1;
    counts.set(group, count);
    if (group === "in headers" && judged !== "right") notRight.push(`${feature} ${release}: ${judged}`);
  }
  const all = [...counts.values()].reduce((sum, { right }) => sum + right, 0);
  process.stdout.write(
    [
      `statements answered first and rightly: ${all} of ${statements.length}`,
      ...[...counts].map(([group, count]) => `  ${group}: ${JSON.stringify(count)}`),
      `  in headers, not right: ${notRight.join("; ")}\n`,
    ].join("\n"),
  );
  const { right = 0, bracket = 0, other = 0, nothing = 0 } = counts.get("in headers") ?? {};
  // What stands here was reached; raise it when more is.
  expect(right / (right + bracket + other + nothing)).toBeGreaterThanOrEqual(0.7);
  expect(nothing).toBe(0);
  expect(all).toBeGreaterThanOrEqual(85);
});
