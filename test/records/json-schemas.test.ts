import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, test } from "vitest";
import { parse } from "yaml";
import { draftChange, draftDocument, draftTopic } from "../../src/records/authoring/draft.ts";
import { splitFrontmatter } from "../../src/records/read/split-frontmatter.ts";
import { jsonSchemas } from "../../src/records/schema/json-schemas.ts";

const ajv = new Ajv2020({ allErrors: true, strict: true });
formats.default(ajv);

const recordFolders = [
  ["change", "content/changes"],
  ["topic", "content/topics"],
  ["document", "content/documents"],
  ["repository", "content/repositories"],
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
  if (typeof parts === "string") throw new Error(parts);
  return parts.frontmatter;
}
