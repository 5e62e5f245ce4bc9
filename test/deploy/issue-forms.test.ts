import { globSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Field {
  type: string;
  id?: string;
  attributes?: { label?: string; description?: string };
  validations?: { required?: boolean };
}
interface Form {
  name?: string;
  description?: string;
  body?: Field[];
}

const inputs = ["input", "textarea", "dropdown", "checkboxes"];

/** Everything for which GitHub refuses a form, or a reader is left without help, in words. */
function faults(text: string): string[] {
  const { name, description, body = [], ...others }: Form & Record<string, unknown> = parse(text);
  const ids = body.flatMap(({ id }) => id ?? []);
  const allowed = ["title", "labels", "assignees", "projects", "type"];
  return [
    ...(name ? [] : ["no name"]),
    ...(description ? [] : ["no description"]),
    ...Object.keys(others).flatMap((key) => (allowed.includes(key) ? [] : [`unknown key ${key}`])),
    ...(body.some(({ validations }) => validations?.required) ? [] : ["nothing is required"]),
    ...ids.flatMap((id, at) => (ids.indexOf(id) === at ? [] : [`two fields have the id ${id}`])),
    ...body.flatMap(({ type, id = "", attributes, validations }) => [
      ...(inputs.includes(type) ? [] : [`${id}: unknown type ${type}`]),
      ...(/^[\w-]+$/.test(id) ? [] : ["a field without an id"]),
      ...(attributes?.label ? [] : [`${id}: no label`]),
      ...(attributes?.description ? [] : [`${id}: no description`]),
      ...(typeof validations?.required === "boolean" ? [] : [`${id}: required or not?`]),
    ]),
  ];
}

const folder = ".github/ISSUE_TEMPLATE";
const forms = globSync(`${folder}/*.yml`).filter((file) => basename(file) !== "config.yml");

test("there is a form for what is wrong and one for what is missing", () => {
  expect(forms.map((file) => basename(file)).sort()).toEqual(["missing-change.yml", "wrong-fact.yml"]);
});

test.each(forms)("%s is sound", (file) => {
  expect(faults(readFileSync(file, "utf8"))).toEqual([]);
});

test.each([
  ["wrong-fact.yml", ["page", "found", "expected", "evidence"]],
  ["missing-change.yml", ["change", "commits", "sources"]],
])("%s requires what a correction needs", (name, required) => {
  const { body = [] }: Form = parse(readFileSync(`${folder}/${name}`, "utf8"));
  expect(body.flatMap(({ id, validations }) => (validations?.required ? (id ?? []) : []))).toEqual(required);
});

test.each([
  ["a form without a name", /^name: .*\n/, "", "no name"],
  ["a misspelt key", "labels:", "lables:", "unknown key lables"],
  ["a type that is not there", "type: input", "type: inptu", "unknown type inptu"],
  ["one id for two fields", "id: found", "id: page", "two fields have the id page"],
  ["a field without a label", "label: What is right", "hint: x", "expected: no label"],
  ["forms that require nothing", /required: true/g, "required: false", "nothing is required"],
])("the check sees %s", (_, from, to, fault) => {
  const sound = readFileSync(`${folder}/wrong-fact.yml`, "utf8");
  const broken = sound.replace(from, to);
  expect(broken).not.toBe(sound);
  expect(faults(broken).join("\n")).toContain(fault);
});
