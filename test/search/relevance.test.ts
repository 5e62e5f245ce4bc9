import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { type Answer, answer } from "../../src/search/engine/answer.ts";
import { known } from "../known-content.ts";
import { knownSources } from "./known-sources.ts";

const page = z.string().regex(/^\/.+\/$/);
const table = z
  .array(
    z.union([
      z.strictObject({ query: z.string(), first: page, next: page.optional() }),
      z.strictObject({ query: z.string(), top: page }),
      z.strictObject({ query: z.string(), second: page }),
    ]),
  )
  .parse(parse(readFileSync("test/search/relevance.yaml", "utf8")));

/** The answer as the search page shows it. */
const ask = (query: string) => answer(query, knownSources, []);

interface Row {
  query: string;
  /** Any of these pages will do. */
  expected: string[];
  /** Among how many of the first pages that are found. */
  within: number;
}

/** Every row whose pages are not found, in words; all of them, so that a change of weights is judged as a whole. */
async function failures(rows: readonly Row[], pagesOf: (answer: Answer) => string[]): Promise<string[]> {
  const failed: string[] = [];
  for (const { query, expected, within } of rows) {
    const found = pagesOf(await ask(query)).slice(0, within);
    if (found.some((path) => expected.includes(path))) continue;
    const place = within === 1 ? "first" : `among the first ${within}`;
    failed.push(
      `${query}: expected ${expected.join(" or ")} ${place}, found ${found.join(", ") || "nothing"}`,
    );
  }
  return failed;
}

/** Paths in the order a reader sees them. */
function shown({ look, groups, absent }: Answer): string[] {
  const exact = (look?.rows ?? []).flatMap(({ leads }) => leads.map(({ path }) => path));
  return [
    ...exact,
    ...[...groups, ...(absent?.parts ?? [])].flatMap(({ hits }) => hits.map(({ entry }) => entry.path)),
  ];
}

/** The second kind that is shown, interfaces left out: five and more of the first kind stand above it. */
function secondKind({ groups, absent }: Answer): string[] {
  const kinds = [...groups, ...(absent?.parts ?? [])].filter(({ kind }) => kind !== "interface");
  return (kinds[1]?.hits ?? []).map(({ entry }) => entry.path);
}

/** The changes that are shown. CLONE_NEWUSER and mount are names of a topic too, which stands above its changes. */
function changes({ groups }: Answer): string[] {
  return (groups.find(({ kind }) => kind === "change")?.hits ?? []).map(({ entry }) => entry.path);
}

test("the table has at least sixty queries, none of them twice", () => {
  const queries = table.map(({ query }) => query);
  expect(new Set(queries).size).toBe(queries.length);
  expect(queries.length).toBeGreaterThanOrEqual(60);
});

test("every query of the table finds its page", async () => {
  const firsts = table.flatMap((row): Row[] =>
    "first" in row ? [{ query: row.query, expected: [row.first], within: 1 }] : [],
  );
  const others = table.flatMap((row): Row[] => {
    if ("top" in row) return [{ query: row.query, expected: [row.top], within: 3 }];
    return "next" in row && row.next !== undefined
      ? [{ query: row.query, expected: [row.next], within: 1 }]
      : [];
  });
  const seconds = table.flatMap((row): Row[] =>
    "second" in row ? [{ query: row.query, expected: [row.second], within: 3 }] : [],
  );
  expect(await failures(firsts, shown)).toEqual([]);
  const besideInterfaces = (found: Answer) => shown(found).filter((path) => !path.startsWith("/interfaces/"));
  expect(await failures(others, besideInterfaces)).toEqual([]);
  expect(await failures(seconds, secondKind)).toEqual([]);
});

test("every interface of the content leads to a change that has it", async () => {
  const owners = Map.groupBy(
    known.changes.flatMap(({ record }) =>
      record.interfaces.map(({ name }) => ({ name, path: `/changes/${record.slug}/` })),
    ),
    ({ name }) => name,
  );
  expect(owners.size).toBeGreaterThan(100);
  const rows = [...owners].map(([query, its]): Row => {
    return { query, expected: its.map(({ path }) => path), within: 3 };
  });
  expect(await failures(rows, changes)).toEqual([]);
});

test("every commit is found first by twelve digits of its hash", async () => {
  expect(known.commits.length).toBeGreaterThan(100);
  const rows = known.commits.map(({ sha }): Row => {
    return { query: sha.slice(0, 12), expected: [`/commits/${sha}/`], within: 1 };
  });
  expect(await failures(rows, shown)).toEqual([]);
});

test("a failure names the query, what was expected and what was found", async () => {
  const rows: Row[] = [
    { query: "SIOCGSKNS", expected: ["/changes/elephant/"], within: 1 },
    { query: "SIOCGSKNS", expected: ["/changes/siocgskns/"], within: 3 },
    { query: "zzzzzzzz", expected: ["/changes/a/", "/changes/b/"], within: 3 },
  ];
  expect(await failures(rows, shown)).toEqual([
    "SIOCGSKNS: expected /changes/elephant/ first, found /interfaces/SIOCGSKNS/",
    "zzzzzzzz: expected /changes/a/ or /changes/b/ among the first 3, found nothing",
  ]);
});
