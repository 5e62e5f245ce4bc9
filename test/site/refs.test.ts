import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import { expect, inject, test } from "vitest";
import { whyLost } from "../../src/site/published-addresses.ts";
import { specrefSchema } from "../output/inventory/specref-schema.ts";

const host = "https://sincelinux.example";
const ajv = new Ajv2020({ allErrors: true, strict: true });
formats.default(ajv);
const isSpecref = ajv.compile(specrefSchema);

type References = Record<string, { href?: string; aliasOf?: string }>;

test.each(inject("sites"))(
  "refs.json of '$base/' has Specref's shape, and leads somewhere",
  ({ base, folder }) => {
    const references: References = JSON.parse(readFileSync(join(folder, "refs.json"), "utf8"));
    isSpecref(references);
    expect(isSpecref.errors ?? null).toBeNull();
    expect(Object.keys(references).length).toBeGreaterThan(300);
    for (const [key, { href, aliasOf }] of Object.entries(references)) {
      if (aliasOf !== undefined) expect(references[aliasOf]?.href, key).toBeDefined();
      else expect(whyLost(String(href).slice(`${host}${base}`.length), folder, base), key).toBeNull();
    }
  },
);

const sound = { title: "T", href: "https://example.org/", publisher: "P" };

test.each([
  ["no title", { title: undefined }],
  ["an empty author", { authors: [""] }],
  ["a date without its machine-readable form", { date: "8 May 2017" }],
  ["an address without a host", { href: "/changes/x/" }],
  ["a field that Specref does not have", { subject: "S" }],
])("the schema refuses %s", (_, wrong) => {
  expect(isSpecref({ key: sound })).toBe(true);
  expect(isSpecref({ key: JSON.parse(JSON.stringify({ ...sound, ...wrong })) })).toBe(false);
});
