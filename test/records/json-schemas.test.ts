import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, matchesGlob } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import {
  draftChange,
  draftDocument,
  draftTopic,
  draftVendorFact,
} from "../../src/records/authoring/draft.ts";
import { splitFrontmatter } from "../../src/records/read/read-record.ts";
import { jsonSchemas } from "../../src/records/schema/record-schemas.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true });
formats.default(ajv);

const recordFolders = [
  ["change", "content/changes"],
  ["topic", "content/topics"],
  ["document", "content/documents"],
  ["repository", "content/repositories"],
  ["kernel-line", "content/kernels/lines"],
  ["vendor-fact", "content/kernels/facts"],
] as const;

test.each([...jsonSchemas()])("public/schemas/%s is what the schemas say", (file, schema) => {
  const published = readFileSync(`public/schemas/${file}`, "utf8");
  expect(published, 'run "npm run schemas"').toBe(`${JSON.stringify(schema, null, 2)}\n`);
});

test.each(recordFolders)("every %s of %s is valid for an editor too", (kind, folder) => {
  const validate = validatorOf(kind);
  for (const name of readdirSync(folder)) {
    const text = readFileSync(`${folder}/${name}`, "utf8");
    validate(parse(name.endsWith(".md") ? frontmatterOf(text) : text));
    expect([name, validate.errors]).toEqual([name, null]);
  }
});

test("the releases are valid for an editor too", () => {
  const validate = validatorOf("releases");
  validate(parse(readFileSync("content/releases.yaml", "utf8")));
  expect(validate.errors).toBeNull();
});

test.each([
  ["change", frontmatterOf(draftChange({}))],
  ["topic", frontmatterOf(draftTopic({}))],
  ["document", draftDocument({})],
  ["vendor-fact", draftVendorFact({})],
])("a draft of a %s is valid, and a misspelt field in it is not", (kind, yaml) => {
  const validate = validatorOf(kind);
  expect([validate(parse(yaml)), validate.errors]).toEqual([true, null]);
  expect(validate({ ...parse(yaml), titel: "x" })).toBe(false);
  expect(validate({ ...parse(yaml), draft: "yes" })).toBe(false);
});

function validatorOf(kind: string) {
  const file = `${kind}.schema.json`;
  return ajv.getSchema(file) ?? ajv.compile(jsonSchemas().get(file) ?? {});
}

function frontmatterOf(text: string): string {
  const parts = splitFrontmatter(text);
  if ("expected" in parts) throw new Error(parts.expected);
  return parts.yaml;
}

test("every record of content/ names its schema to editors", () => {
  const kinds = {
    changes: "change",
    topics: "topic",
    documents: "document",
    repositories: "repository",
    "kernels/lines": "kernel-line",
    "kernels/facts": "vendor-fact",
  };
  const files = globSync("content/**/*.{md,yaml}");
  expect(files.length).toBeGreaterThan(250);
  for (const file of files) {
    const [, mode] =
      /^(?:---\n)?# yaml-language-server: \$schema=(\S+)\n/.exec(readFileSync(file, "utf8")) ?? [];
    const folder = file.replace(/^content\//, "").replace(/\/[^/]*$/, "");
    const kind = kinds[folder as keyof typeof kinds] ?? folder.replace(/\.yaml$/, "");
    expect(mode && join(dirname(file), mode), file).toBe(`public/schemas/${kind}.schema.json`);
  }
});

test("VS Code knows the schema of every file of content/ that it does not take for Markdown", () => {
  const settings = JSON.parse(readFileSync(".vscode/settings.json", "utf8"));
  const yaml = Object.entries<string>(settings["yaml.schemas"]);
  const json: [string, string][] = settings["json.schemas"].flatMap(
    ({ url, fileMatch }: { url: string; fileMatch: string[] }) =>
      fileMatch.map((glob) => [url, glob.slice(1)]),
  );
  const globs = [...yaml, ...json];
  expect(globs.filter(([schema]) => !existsSync(schema))).toEqual([]);
  for (const file of globSync("content/**/*.{yaml,json}")) {
    expect(globs.filter(([, glob]) => matchesGlob(file, glob)).length, file).toBe(1);
  }
});

test("the facts are valid for an editor too", () => {
  for (const file of globSync("content/facts/*/{clones.json,commits/*.json}")) {
    const validate = validatorOf(file.endsWith("clones.json") ? "clones" : "commit-facts");
    validate(JSON.parse(readFileSync(file, "utf8")));
    expect([file, validate.errors]).toEqual([file, null]);
  }
});
