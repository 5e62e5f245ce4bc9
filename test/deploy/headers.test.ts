import { readFileSync } from "node:fs";
import { expect, test } from "vitest";

const netlify = readFileSync("public/_headers", "utf8");
const nginx = /```nginx\n([\s\S]*?)```/.exec(readFileSync("DEPLOY.md", "utf8"))?.[1] ?? "";

/** The headers of each pattern in Netlify's file: "/assets/*" -> ["Cache-Control: ..."]. */
const rules = new Map(
  [...netlify.matchAll(/^(\/\S*)\n((?: {2}\S.*\n)+)/gm)].map(([, path = "", lines = ""]) => [
    path,
    lines.trim().split(/\n\s*/),
  ]),
);

test("both hosts are told the same headers for all files", () => {
  const added = [...nginx.matchAll(/add_header (\S+) ("[^"]*"|[^$\s]\S*) always;/g)].map(
    ([, name, value = ""]) => `${name}: ${value.replace(/^"|"$/g, "")}`,
  );
  expect(added.length).toBeGreaterThan(2);
  expect(rules.get("/*")).toEqual(added);
});

test("what both let other sites read, and keep for good, is the same", () => {
  const pathsWith = (header: string) =>
    [...rules].flatMap(([path, headers]) => (headers.includes(header) ? [path.replace("*", "x")] : []));
  const pattern = (variable: string) =>
    new RegExp(new RegExp(`${variable} \\{[^}]*?~(\\S+)`).exec(nginx)?.[1] ?? "[^\\s\\S]");
  const readable = pathsWith("Access-Control-Allow-Origin: *");
  const kept = pathsWith("Cache-Control: public, max-age=31536000, immutable");
  for (const path of [
    "/assets/x",
    "/api/x",
    "/schemas/x",
    "/objects.inv",
    "/refs.json",
    "/",
    "/changes/x/",
  ]) {
    expect([path, pattern("sincelinux_readers").test(path)]).toEqual([path, readable.includes(path)]);
    expect([path, pattern("sincelinux_cache").test(path)]).toEqual([path, kept.includes(path)]);
  }
});
