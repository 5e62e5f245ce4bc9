import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { knowledgeOf } from "../../src/model/knowledge.ts";
import { readContent } from "../../src/records/read/read-content.ts";
import { type Answer, answer } from "../../src/search/engine/answer.ts";
import { localSources } from "../../src/search/index/local-sources.ts";

const page = z.string().regex(/^\/.+\/$/);
const table = z
  .array(
    z.union([
      z.strictObject({ query: z.string(), first: page }),
      z.strictObject({ query: z.string(), top: page }),
    ]),
  )
  .parse(parse(readFileSync("test/search/relevance.yaml", "utf8")));

const known = knowledgeOf(readContent("content").corpus);
const sources = localSources(known);
/** The answer as the search page shows it. */
const ask = (query: string) => answer(query, sources, []);

/** Paths in the order a reader sees them. */
function shown({ look, groups }: Answer): string[] {
  const looked = (look?.rows ?? []).flatMap(({ leads }) => leads.map(({ path }) => path));
  return [...looked, ...groups.flatMap(({ hits }) => hits.map(({ entry }) => entry.path))];
}

test("the table has at least sixty queries, none of them twice", () => {
  const queries = table.map(({ query }) => query);
  expect(new Set(queries).size).toBe(queries.length);
  expect(queries.length).toBeGreaterThanOrEqual(60);
});

describe("what readers type", () => {
  test.each(table)("$query", async (row) => {
    const found = shown(await ask(row.query));
    if ("first" in row) expect(found[0]).toBe(row.first);
    else expect(found.slice(0, 3)).toContain(row.top);
  });
});

describe("every interface of the content", () => {
  const names = [
    ...new Set(known.changes.flatMap(({ record }) => record.interfaces.map(({ name }) => name))),
  ];
  test.each(names)("%s leads to a change that has it", async (name) => {
    const { groups } = await ask(name);
    // CLONE_NEWUSER and mount are a topic's names too, and that one stands above its changes.
    const changes = groups.find(({ kind }) => kind === "change")?.hits ?? [];
    const found = changes.slice(0, 3).map(({ entry }) => entry.path);
    const owners = known.changes
      .filter(({ record }) => record.interfaces.some((each) => each.name === name))
      .map(({ record }) => `/changes/${record.slug}/`);
    expect(found.filter((path) => owners.includes(path))).not.toEqual([]);
  });
});

test.each(known.commits.map(({ sha }) => sha))("%s is found by twelve digits", async (sha) => {
  expect(shown(await ask(sha.slice(0, 12)))[0]).toBe(`/commits/${sha}/`);
});
