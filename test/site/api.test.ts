import { existsSync, globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, inject, test } from "vitest";
import { type ApiFileKind, apiFiles } from "../../src/output/api/schema/files.ts";

const site = inject("sites")[0];
if (!site) throw new Error("no site was built");
const folder = join(site.folder, "api/v1");
const origin = "https://sincelinux.example";

type Json = Record<string, unknown>;
const read = (file: string): Json => JSON.parse(readFileSync(join(folder, file), "utf8"));
const schemas = new Map(
  globSync("schemas/*.json", { cwd: folder }).map((file) => [basename(file), read(file)] as const),
);
const files = globSync("**/*.json", { cwd: folder })
  .filter((file) => !file.startsWith("schemas/"))
  .sort()
  .map((file) => ({ file, json: read(file) }));

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
formats.default(ajv);
for (const schema of schemas.values()) ajv.addSchema(schema);

const kindOf = (json: Json) => basename(String(json["$schema"]), ".schema.json") as ApiFileKind;
function errors(json: Json): unknown {
  const validate = ajv.getSchema(`${kindOf(json)}.schema.json`);
  return validate?.(json) ? null : (validate?.errors ?? "no schema");
}

test("every file is valid by the schema that it names and that lies beside it", () => {
  expect(files.length).toBeGreaterThan(500);
  for (const { file, json } of files) {
    expect(String(json["$schema"]).startsWith(`${origin}/api/v1/schemas/`), file).toBe(true);
    expect([file, errors(json)]).toEqual([file, null]);
  }
  expect(new Set(files.map(({ json }) => kindOf(json)))).toEqual(new Set(Object.keys(apiFiles)));
});

test("no file has a field that the documentation does not know", () => {
  for (const { file, json } of files) {
    const { error } = apiFiles[kindOf(json)].schema.safeParse(json);
    expect([file, error?.issues ?? null]).toEqual([file, null]);
  }
});

test.each(Object.keys(apiFiles))(
  "the schema of %s refuses what lacks a field, and allows a new one",
  (kind) => {
    const one = files.find(({ json }) => kindOf(json) === kind)?.json ?? {};
    expect(errors({ ...one, later: 1 })).toBeNull();
    for (const field of Object.keys(one).filter((name) => name !== "$schema")) {
      const { [field]: _, ...without } = one;
      expect(errors(without), field).not.toBeNull();
    }
  },
);

test("every null has its reason beside it, and every reason a null", () => {
  let nulls = 0;
  const walk = (value: unknown, where: string) => {
    if (typeof value !== "object" || value === null) return;
    const { nullBecause = {}, ...fields } = value as Json & { nullBecause?: Json };
    const empty = Object.keys(fields).filter((name) => fields[name] === null);
    nulls += empty.length;
    expect(Object.keys(nullBecause).sort(), where).toEqual(empty.sort());
    for (const [name, inner] of Object.entries(fields)) walk(inner, `${where}.${name}`);
  };
  for (const { file, json } of files) walk(json, file);
  expect(nulls).toBeGreaterThan(100);
});

test("every address of this site leads to a file", () => {
  const addresses = new Set(
    files.flatMap(({ json }) =>
      [...JSON.stringify(json).matchAll(/"(https:\/\/sincelinux\.example\/[^"]*)"/g)].map(([, url]) => url),
    ),
  );
  expect(addresses.size).toBeGreaterThan(500);
  const lost = [...addresses].filter((url = "") => {
    const path = new URL(url).pathname;
    return !existsSync(join(site.folder, path.endsWith("/") ? `${path}index.html` : path));
  });
  expect(lost).toEqual([]);
});

test("below a path, without the site's own address, addresses begin with that path", () => {
  const sub = inject("sites")[1];
  const json = JSON.parse(readFileSync(join(sub?.folder ?? "", "api/v1/index.json"), "utf8"));
  expect(json.documentation).toBe(`${origin}/sincelinux/api/`);
});

test("the counts of the index are those of the files", () => {
  const counts = read("index.json")["counts"] as Record<string, number>;
  const inFolder = (name: string) => files.filter(({ file }) => file.startsWith(`${name}/`)).length;
  // An earlier slug keeps its file, which names the slug of today.
  const ofChanges = files.filter(({ file }) => file.startsWith("changes/"));
  const slugs = new Set(ofChanges.map(({ json }) => json["slug"]));
  expect(slugs.size).toBe(counts["changes"]);
  expect(slugs.isSubsetOf(new Set(ofChanges.map(({ file }) => basename(file, ".json"))))).toBe(true);
  expect(counts["commits"]).toBe(inFolder("commits"));
  expect(inFolder("by-hash")).toBe(256);
  for (const name of ["changes", "topics", "releases", "claims"]) {
    expect((read(`${name}.json`)["counts"] as Json)[name], name).toBe(counts[name]);
    expect((read(`${name}.json`)[name] as unknown[]).length, name).toBe(counts[name]);
  }
});

test("a fact and the claim against it stand apart, each with its source", () => {
  const commit = read("commits/e5ff5ce6e20ee22511398bb31fb912466cf82a36.json");
  expect(commit["facts"]).toBeNull();
  const wrong = (commit["claims"] as Json[]).filter(
    (claim) => (claim["judgement"] as Json)["verdict"] === "disagrees",
  );
  expect(wrong.map((claim) => (claim["source"] as Json)["document"])).toContain(
    "namespaces-and-capabilities-2018",
  );
  const proved = read("commits/03e06e68ff76294e53ffa898cb844d2a997b043e.json");
  expect(proved["facts"]).toMatchObject({
    release: "v2.6.15",
    mainline: null,
    provedBy: { newestTag: "v2.6.38" },
  });
});

test("every known hash is found by its first two digits", () => {
  for (const { file } of files.filter((each) => each.file.startsWith("commits/"))) {
    const sha = basename(file, ".json");
    const rows = read(`by-hash/${sha.slice(0, 2)}.json`)["hashes"] as { sha: string; leads: Json[] }[];
    expect(rows.find((row) => row.sha === sha)?.leads[0], sha).toMatchObject({ as: "commit", of: sha });
  }
});
