import { existsSync, globSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import ts from "typescript";
import { expect, test } from "vitest";

/** Which folder of src may import from which, and why. Whatever is not listed is refused; so is a line nobody uses. */
const edges: Record<string, string> = {
  "records -> domain": "records hold hashes, releases, days and text",
  "model -> domain": "the model orders releases and days",
  "model -> records": "the model answers from what records, claims and facts say",
  "git -> domain": "git's answers are hashes and releases",
  "enrich -> domain": "facts name hashes and releases",
  "enrich -> records": "facts are written for the records that name the commits",
  "enrich -> model": "the summary of a run compares claims with the new facts",
  "enrich -> git": "facts come from git",
  "import -> domain": "a deck names hashes, releases and days",
  "import -> records": "drafts are records",
  "markdown -> domain": "bodies name hashes and words",
  "search -> domain": "queries name hashes, releases and addresses",
  "search -> model": "what is found is what the model knows",
  "search -> records": "bodies and synonyms of records",
  "output -> domain": "every format writes hashes, releases, days and text",
  "output -> model": "outputs format what the model answers",
  "output -> records": "the API's schemas are made of the records' schemas",
  "site -> domain": "views order releases and shorten hashes",
  "site -> records": "the site is built from one content folder",
  "site -> model": "the site is built from one model",
  "site -> output": "the site publishes the files of every output",
  "site -> search": "the site publishes the search index",
  "site -> markdown": "bodies link to pages of the site",
  "components -> domain": "hashes and days as a reader sees them",
  "components -> model": "the words of evidence",
  "components -> site": "props are views that the site builds",
  "components -> styles": "a component brings its style along",
  "layouts -> components": "a layout is made of components",
  "layouts -> site": "addresses, and the feeds that a page offers",
  "layouts -> styles": "a layout brings its style along",
  "pages -> components": "a page is made of components",
  "pages -> domain": "numbers as a reader sees them",
  "pages -> layouts": "every page has a layout",
  "pages -> search": "the script of the search page",
  "pages -> site": "the site builds the view of each page",
  "pages -> styles": "a page brings its style along",
};

/** What a file must never import, whatever its folder may. */
const forbidden: [from: RegExp, to: RegExp, why: string][] = [
  [/^src\/(domain|model)\//, /^node:/, "words, order and judgement are pure"],
  [/^src\/domain\//, /^zod$/, "the browser and the command line use it without zod"],
  [/^src\/(?!git\/)/, /^(node:child_process|simple-git)$/, "only src/git starts git"],
  [/\.client\.ts$/, /^(node:|zod$|src\/records\/)/, "the browser gets no node, no zod, no content"],
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

function folderOf(path: string): string {
  return path.split("/")[1] ?? "";
}

/** The edge between folders that an import makes; undefined within one folder, and for packages. */
function edgeOf(file: string, target: string): string | undefined {
  const [from, to] = [folderOf(file), folderOf(target)];
  return target.startsWith("src/") && from !== to ? `${from} -> ${to}` : undefined;
}

/** Every breach in one file, in words. */
function breaches(file: string, imports: string[]): string[] {
  return imports.flatMap((target) => {
    const found = forbidden
      .filter(([from, to]) => from.test(file) && to.test(target))
      .map(([, , why]) => why);
    const edge = edgeOf(file, target);
    if (edge !== undefined && !Object.hasOwn(edges, edge))
      found.push(`"${edge}" is not among the allowed edges`);
    return found.map((why) => `${file} imports ${target}: ${why}`);
  });
}

/** One circle in a graph, from a node back to itself; undefined where there is none. */
function circleIn(graph: Map<string, string[]>): string[] | undefined {
  const done = new Set<string>();
  const walk = (node: string, path: string[]): string[] | undefined => {
    if (path.includes(node)) return [...path.slice(path.indexOf(node)), node];
    if (done.has(node)) return undefined;
    for (const next of graph.get(node) ?? []) {
      const circle = walk(next, [...path, node]);
      if (circle) return circle;
    }
    done.add(node);
    return undefined;
  };
  for (const node of graph.keys()) {
    const circle = walk(node, []);
    if (circle) return circle;
  }
  return undefined;
}

const files = globSync("src/**/*.{ts,astro}").filter((file) => !file.endsWith(".d.ts"));
const imports = new Map(files.map((file) => [file, importsOf(file)]));

test("no file imports what it may not", () => {
  expect(files.length).toBeGreaterThan(200);
  expect(files.flatMap((file) => breaches(file, imports.get(file) ?? []))).toEqual([]);
});

/** What a component imports from src/site to run, types left out. */
function lookUpsOf(component: string): string[] {
  return [...component.matchAll(/^\s*import (?!type )[^;]*?from "\.\.\/site\/([^"]+)"/gms)]
    .map(([, file = ""]) => file)
    .filter((file) => file !== "links.ts");
}

test("components get props and look nothing up: of src/site they run addresses alone", () => {
  const components = globSync("src/components/*.astro");
  expect(components.length).toBeGreaterThan(20);
  expect(
    components.flatMap((file) => lookUpsOf(readFileSync(file, "utf8")).map((each) => `${file}: ${each}`)),
  ).toEqual([]);
  expect(lookUpsOf('import { type A, knowledge } from "../site/content.ts";')).toEqual(["content.ts"]);
  expect(lookUpsOf('import type { A } from "../site/views.ts";')).toEqual([]);
});

test("every allowed edge is used and has its reason, and there are few", () => {
  const used = new Set(
    files.flatMap((file) => (imports.get(file) ?? []).flatMap((target) => edgeOf(file, target) ?? [])),
  );
  expect(Object.keys(edges).filter((edge) => !used.has(edge))).toEqual([]);
  expect(Object.values(edges).filter((reason) => reason.length < 8)).toEqual([]);
});

test("neither folders nor files import in a circle, types included", () => {
  const pairs = Object.keys(edges).map((edge) => edge.split(" -> ") as [string, string]);
  const folders = Map.groupBy(pairs, ([from]) => from);
  expect(
    circleIn(new Map([...folders].map(([from, its]) => [from, its.map(([, to]) => to)]))),
  ).toBeUndefined();
  expect(circleIn(imports)).toBeUndefined();
});

test("ARCHITECTURE.md draws exactly these edges", () => {
  const rows = readFileSync("ARCHITECTURE.md", "utf8").matchAll(/^\| `(\w+)` +\|[^|]+\|([^|]+)\|$/gm);
  const drawn = [...rows].flatMap(([, from, to]) =>
    (to ?? "").split(",").flatMap((name) => (/\w/.test(name) ? [`${from} -> ${name.trim()}`] : [])),
  );
  expect(drawn.toSorted()).toEqual(Object.keys(edges).toSorted());
});

test("the checks see a breach of each kind", () => {
  const planted: [string, string][] = [
    ["src/domain/x.ts", "src/records/corpus.ts"],
    ["src/domain/x.ts", "zod"],
    ["src/model/x.ts", "node:fs"],
    ["src/records/x.ts", "node:child_process"],
    ["src/records/x.ts", "simple-git"],
    ["src/records/x.ts", "src/model/verdict.ts"],
    ["src/search/x.ts", "src/output/x.ts"],
    ["src/markdown/x.ts", "src/site/links.ts"],
    ["src/pages/x.astro", "src/git/clone.ts"],
    ["src/output/x.ts", "src/enrich/enrich.ts"],
    ["src/search/client/x.client.ts", "src/records/corpus.ts"],
  ];
  for (const [file, target] of planted)
    expect(breaches(file, [target]), `${file} -> ${target}`).not.toEqual([]);
  expect(
    circleIn(
      new Map([
        ["a", ["b"]],
        ["b", ["c"]],
        ["c", ["b"]],
      ]),
    ),
  ).toEqual(["b", "c", "b"]);
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
