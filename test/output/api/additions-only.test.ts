import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { apiJsonSchemas } from "../../../src/output/api/schema/json-schemas.ts";

interface Shape {
  properties?: Record<string, Shape>;
  required?: string[];
  items?: Shape;
  anyOf?: Shape[];
}

/** Every field that readers may rely on, as "change commits[].sha"; "?" where a file may lack it. */
function fieldsOf(shape: Shape, path: string): string[] {
  const { properties = {}, required = [], items, anyOf = [] } = shape;
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => {
      const own = `${path}${path.endsWith(" ") ? "" : "."}${name}${required.includes(name) ? "" : "?"}`;
      return [own, ...fieldsOf(inner, own)];
    }),
    ...(items ? fieldsOf(items, `${path}[]`) : []),
    ...anyOf.flatMap((inner) => fieldsOf(inner, path)),
  ];
}

const now = [...apiJsonSchemas()].flatMap(([file, schema]) =>
  fieldsOf(schema as Shape, `${file.replace(".schema.json", "")} `),
);
const promised = readFileSync("test/output/api/fields.txt", "utf8").split("\n").filter(Boolean);

test("no field of /api/v1/ is taken away or made optional", () => {
  expect(promised.length).toBeGreaterThan(200);
  expect(promised.filter((field) => !now.includes(field))).toEqual([]);
});

test("every new field is noted in test/output/api/fields.txt", () => {
  expect(
    now.filter((field) => !promised.includes(field)),
    "raise SCHEMA_VERSION with it",
  ).toEqual([]);
});
