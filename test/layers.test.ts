import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** Each layer may import what stands above it, and itself. What stands on one line is one layer. */
const layers = [
  ["schema"],
  ["records"],
  ["claims"],
  ["timeline"],
  ["knowledge"],
  ["cite"],
  ["api"],
  ["feeds", "references"],
  ["git"],
  ["enrich"],
  ["markdown"],
  ["search"],
  ["package"],
  ["preview"],
  ["site"],
  ["pages", "layouts", "components", "styles"],
];
const rank = new Map(layers.flatMap((names, at) => names.map((name) => [name, at] as const)));
const pageLayer = layers.length - 1;

/** What a layer must never import, whatever its rank. */
const forbidden: [from: RegExp, to: RegExp, why: string][] = [
  [
    /^src\/(pages|layouts|components|site)\//,
    /^src\/(git|enrich)\//,
    "pages show facts, they do not compute them",
  ],
  [/^src\/schema\//, /^(?!zod$|src\/schema\/)/, "schemas use zod and each other alone"],
  [/^src\/(claims|timeline|cite)\//, /^node:/, "judging, ordering and citing are pure"],
  [/^src\/(?!git\/)/, /^(node:child_process|simple-git)$/, "only src/git starts git"],
  [
    /\.client\.ts$/,
    /^(node:|zod$|src\/records\/|src\/schema\/)/,
    "the browser gets no node, no zod, no content",
  ],
];

function importsOf(file: string): string[] {
  const text = readFileSync(file, "utf8");
  const code = file.endsWith(".astro")
    ? [
        text.match(/^---\n([\s\S]*?)\n---/)?.[1] ?? "",
        ...[...text.matchAll(/<script>([\s\S]*?)<\/script>/g)].map((m) => m[1]),
      ]
    : [text];
  return code
    .flatMap((each) =>
      ts.preProcessFile(each ?? "", true, true).importedFiles.map(({ fileName }) => fileName),
    )
    .map((name) => (name.startsWith(".") ? relative(".", join(dirname(file), name)) : name));
}

/** Every breach in one file, in words. */
function breaches(file: string, imports: string[]): string[] {
  const layerOf = (path: string) => rank.get(path.split("/")[1] ?? "");
  const own = layerOf(file);
  return imports.flatMap((target) => {
    const found = forbidden
      .filter(([from, to]) => from.test(file) && to.test(target))
      .map(([, , why]) => why);
    const its = target.startsWith("src/") ? layerOf(target) : undefined;
    if (own !== undefined && its !== undefined && its > own)
      found.push("it stands below in the order of layers");
    return found.map((why) => `${file} imports ${target}: ${why}`);
  });
}

const files = globSync("src/**/*.{ts,astro}").filter((file) => !file.endsWith(".d.ts"));

test("every folder of src has its place in the order of layers", () => {
  const folders = new Set(files.map((file) => file.split("/")[1] ?? ""));
  expect([...folders].filter((folder) => !rank.has(folder))).toEqual([]);
  expect(files.length).toBeGreaterThan(40);
});

test("no file imports what it may not", () => {
  expect(files.flatMap((file) => breaches(file, importsOf(file)))).toEqual([]);
});

test("the check sees a breach of each kind", () => {
  const planted: [string, string][] = [
    ["src/schema/sha.ts", "src/records/corpus.ts"],
    ["src/schema/sha.ts", "node:fs"],
    ["src/timeline/x.ts", "node:fs"],
    ["src/records/x.ts", "simple-git"],
    ["src/markdown/x.ts", "src/site/links.ts"],
    ["src/pages/x.astro", "src/git/clone.ts"],
    ["src/search/x.client.ts", "src/schema/sha.ts"],
  ];
  for (const [file, target] of planted)
    expect(breaches(file, [target]), `${file} -> ${target}`).not.toEqual([]);
  expect(rank.get("pages")).toBe(pageLayer);
});

test("scripts stay thin: none is longer than 150 lines, and none holds a schema", () => {
  const scripts = globSync("scripts/*.ts").map((file) => ({ file, text: readFileSync(file, "utf8") }));
  expect(scripts.filter(({ text }) => text.split("\n").length > 150).map(({ file }) => file)).toEqual([]);
  expect(scripts.filter(({ text }) => /from "zod"/.test(text)).map(({ file }) => file)).toEqual([]);
});

test("no folder is a drawer without an idea", () => {
  expect(
    globSync("{src,scripts,test}/**/{util,utils,helper,helpers,misc,common}*").filter(existsSync),
  ).toEqual([]);
});
