// Over 250 lines: one packed and installed package, which every case needs.
import { globSync, readFileSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { Ajv2020 } from "ajv/dist/2020.js";
import formats from "ajv-formats";
import ts from "typescript";
import { expect, test } from "vitest";
import { kernelShaped, writeDeclarations } from "../../git/kernel-shaped.ts";
import { temporaryFolder } from "../../git/temporary-folder.ts";
import { SOUND, writeTree } from "../../records/content-tree.ts";
import { packedProject, runIn } from "./packed-project.ts";

const folder = temporaryFolder();
const { size, files, project } = packedProject(folder);
const installed = join(project, "node_modules/sincelinux");
const read = (path: string) => JSON.parse(readFileSync(join(installed, path), "utf8"));

/** Runs a program that a user writes. @returns what it prints, as JSON */
function script(name: string, text: string) {
  writeFileSync(join(project, name), text);
  const { status, stdout, stderr } = runIn(project, process.execPath, name);
  expect([status, stderr]).toEqual([0, ""]);
  return JSON.parse(stdout);
}
const command = (...args: string[]) => runIn(project, "node_modules/.bin/sincelinux", ...args);

test("the tarball holds code, data, schemas and what it is, and is small", () => {
  const foreign = files.filter(
    (path) =>
      !/^(build\/|public\/schemas\/|scripts\/sincelinux\.cjs$|(package\.json|(README|CHANGELOG|SECURITY)\.md|LICENSE(-CONTENT)?)$)/.test(
        path,
      ),
  );
  expect(foreign).toEqual([]);
  expect(files).toEqual(expect.arrayContaining(["LICENSE", "LICENSE-CONTENT", "scripts/sincelinux.cjs"]));
  expect(files.filter((path) => /\.(woff2?|png|astro|test\.js)$|(?<!\.d)\.ts$/.test(path))).toEqual([]);
  expect(size).toBeLessThan(4_000_000);
});

test("it depends on what its code imports, and on nothing else", () => {
  const code = globSync("build/**/*.{js,d.ts}", { cwd: installed });
  const imported = code.flatMap((file) =>
    ts
      .preProcessFile(readFileSync(join(installed, file), "utf8"), true, true)
      .importedFiles.map(({ fileName }) => fileName)
      .filter((name) => !/^(\.|node:)/.test(name))
      .map((name) => name.match(/^(@[^/]+\/)?[^/]+/)?.[0] ?? name),
  );
  const { dependencies, optionalDependencies } = read("package.json");
  const wanted = new Set(imported.map((name) => (name === "mdast" ? "@types/mdast" : name)));
  expect(Object.keys(dependencies).sort()).toEqual([...wanted].sort());
  expect(optionalDependencies).toBeUndefined();
  expect(globSync("node_modules/{astro,node-*,@fontsource*}", { cwd: project })).toEqual([]);
});

test("the licences of the packages in the bundled command line come with it", () => {
  const text = readFileSync(join(installed, "build/scripts/LICENSES"), "utf8");
  for (const name of ["simple-git", "yaml", "zod", "minisearch", "remark"])
    expect(text).toMatch(new RegExp(`^${name} \\d.*, (MIT|ISC)\n\n[^]{0,200}(Copyright|MIT)`, "m"));
  expect(text).not.toContain("(no file of its own)");
});

test("the data is that of the site's JSON files", () => {
  const found = script(
    "data.js",
    `import * as all from "sincelinux";
     import { change, changes, commit, hashes, interfaceNamed, interfaces } from "sincelinux";
     console.log(JSON.stringify({
       names: Object.keys(all).sort(),
       counts: { changes: changes.length, interfaces: interfaces.length, topics: all.topics.length, releases: all.releases.length, claims: all.claims.length },
       title: changes.find(({ slug }) => slug === "nsfs-ioctls").title,
       same: change("nsfs-ioctls").record.title,
       since: commit("03e06e68ff76").since,
       whole: commit("03E06E68FF76").sha,
       flag: interfaceNamed("CLONE_NEWTIME").since.inWords,
       file: interfaceNamed("/proc/<pid>/ns/time").name,
       none: [interfaceNamed("clone_newtime"), commit("0000000"), change("../index"), commit("03e06"), hashes("../../../package")],
     }));`,
  );
  const { counts } = read("build/api/v1/index.json");
  expect(found).toEqual({
    names: [
      ...["change", "changes", "claims", "commit", "documents", "generated", "hashes"],
      ...["interfaceNamed", "interfaces", "releases", "schemaVersion", "topics"],
    ],
    counts: {
      changes: counts.changes,
      interfaces: counts.interfaces,
      topics: counts.topics,
      releases: counts.releases,
      claims: counts.claims,
    },
    title: found.same,
    same: expect.stringMatching(/./),
    since: {
      origin: "fact",
      releases: [{ version: "v2.6.15", date: "2006-01-03", nullBecause: {} }],
      disputed: false,
      evidence: "fact",
      sources: ["man-pages-2025-06"],
      contradicted: [],
      inWords: "v2.6.15 (2006-01-03), fact",
      nullBecause: {},
    },
    whole: "03e06e68ff76294e53ffa898cb844d2a997b043e",
    flag: "v5.6 (2020-03-29), fact, headers",
    file: "/proc/<pid>/ns/time",
    none: [null, null, null, null, []],
  });
});

/**
 * What TypeScript finds wrong in the user's files and in our declarations. Other packages are not judged: the
 * declarations of the language alone take seconds.
 */
function typeErrors(options: ts.CompilerOptions, ...names: string[]): string[] {
  const host = ts.createCompilerHost(options);
  host.getCurrentDirectory = () => project;
  const program = ts.createProgram(
    names.map((name) => join(project, name)),
    { ...options, target: ts.ScriptTarget.ES2023, strict: true, noEmit: true },
    host,
  );
  const judged = program
    .getSourceFiles()
    .filter(({ fileName }) => fileName.startsWith(installed) || dirname(fileName) === project);
  expect(judged.length).toBeGreaterThan(names.length + 2);
  const found = [
    ...program.getOptionsDiagnostics(),
    ...program.getGlobalDiagnostics(),
    ...judged.flatMap((file) => [
      ...program.getSyntacticDiagnostics(file),
      ...program.getSemanticDiagnostics(file),
    ]),
  ];
  return found.map(
    ({ file, messageText }) =>
      `${basename(file?.fileName ?? "")}: ${ts.flattenDiagnosticMessageText(messageText, " ")}`,
  );
}

test.each([
  ["NodeNext", { module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext }],
  ["bundled", { module: ts.ModuleKind.ESNext, moduleResolution: ts.ModuleResolutionKind.Bundler }],
])("the types are right for TypeScript with %s modules", (_, options) => {
  const sound = `import { type Change, change, changes, commit, type Interface, interfaceNamed, type Since } from "sincelinux";
    import remarkSincelinux, { type Options } from "sincelinux/remark";
    import { remark } from "remark";
    const options: Options = { site: "https://example.org", cited: true };
    export const processor = remark().use(remarkSincelinux, options);
    export const titles: string[] = changes.map(({ title }) => title);
    export const since: Since | undefined = commit("8db6c34f1dbc")?.since;
    export const date: string | null | undefined = since?.releases?.[0]?.date;
    export const flag: Interface | undefined = interfaceNamed("CLONE_NEWTIME");
    export const whole: Change | undefined = change("nsfs-ioctls");`;
  writeFileSync(join(project, "sound.ts"), sound);
  writeFileSync(join(project, "wrong.ts"), `${sound}\nexport const wrong: number = changes[0]!.title;`);
  writeFileSync(join(project, "misused.ts"), `${sound}\nremark().use(remarkSincelinux, { cited: true });`);
  expect(typeErrors(options, "sound.ts", "wrong.ts", "misused.ts")).toEqual([
    "wrong.ts: Type 'string' is not assignable to type 'number'.",
    expect.stringMatching(/^misused\.ts: Argument of type '\[\{ cited: true; \}\]' is not assignable/),
  ]);
});

test("every file is valid by its schema, both as the package offers them", () => {
  const resolved = script(
    "schemas.js",
    `console.log(JSON.stringify(["api/v1/index.json", "api/v1/schemas/change.schema.json", "schemas/change.schema.json"]
       .map((path) => import.meta.resolve("sincelinux/" + path))));`,
  ).map((url: string) => JSON.parse(readFileSync(new URL(url), "utf8")));
  expect(resolved.map((json: Record<string, string>) => json["title"] ?? json["schemaVersion"])).toEqual([
    expect.stringMatching(/^1\./),
    expect.stringContaining("One change"),
    expect.stringContaining("frontmatter"),
  ]);
  const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true });
  formats.default(ajv);
  for (const file of globSync("build/api/v1/schemas/*.json", { cwd: installed })) ajv.addSchema(read(file));
  const all = globSync("build/api/v1/**/*.json", { cwd: installed }).filter(
    (path) => !path.includes("/schemas/"),
  );
  expect(all.length).toBeGreaterThan(500);
  for (const file of all) {
    const json = read(file);
    const validate = ajv.getSchema(basename(json["$schema"]));
    expect([file, validate?.(json), validate?.errors]).toEqual([file, true, null]);
  }
});

test("the plugin links a document and says what it cites", () => {
  const document = `# Design

Needs [the ioctls](sincelinux:nsfs-ioctls), and commit 03e06e68ff76 ("unshare"); see \`0123456789ab\`.
`;
  const { text, title } = script(
    "plugin.js",
    `import { remark } from "remark";
     import remarkSincelinux from "sincelinux/remark";
     import { change } from "sincelinux";
     const file = await remark()
       .use(remarkSincelinux, { site: "https://example.org/kernel", cited: true })
       .process(${JSON.stringify(document)});
     console.log(JSON.stringify({ text: String(file), title: change("nsfs-ioctls").record.title }));`,
  );
  const commit = "https://example.org/kernel/commits/03e06e68ff76294e53ffa898cb844d2a997b043e/";
  const lines = text.split("\n");
  expect(lines.slice(0, 6)).toEqual([
    "# Design",
    "",
    expect.stringContaining(
      `Needs [the ioctls](https://example.org/kernel/changes/nsfs-ioctls/), and commit [03e06e68ff76](${commit} "`,
    ),
    "",
    "## Kernel changes cited",
    "",
  ]);
  expect(lines[2]).toContain('("unshare"); see `0123456789ab`.');
  expect(lines[6]).toMatch(/^\* \[.*\]\(https:\/\/example\.org\/kernel\/changes\/nsfs-ioctls\/\): .*\bv\d/);
  expect(lines[6]).toContain(title.slice(0, 10));
  expect(lines[7]).toContain(`* commit [\`03e06e68ff76\`](${commit})`);
  expect(lines[7]).toContain(": v2.6.15 (2006-01-03), fact");
  expect(lines.length).toBe(9);
});

test("the command answers from an empty project", () => {
  const shown = command("show", "03e06e68ff76");
  expect([shown.status, shown.stderr]).toEqual([0, ""]);
  expect(shown.stdout).toMatch(/since +v2\.6\.15 \(2006-01-03\)/);
  const { directory, shas } = kernelShaped(join(folder, "kernel.git"));
  const asked = ["since", (shas.get("late1") ?? "").slice(0, 12), "--clone", directory];
  // By the declarations in the package, a clone without the kernel's first commit is refused.
  const refused = command(...asked);
  expect([refused.status, refused.stdout]).toEqual([2, ""]);
  expect(refused.stderr).toContain("1da177e4c3f4");
  const content = join(folder, "declarations");
  writeDeclarations(content);
  const since = command(...asked, "--content", content);
  expect([since.status, since.stdout]).toEqual([
    0,
    expect.stringContaining("v3.0 (2011-07-22), first in v3.0-rc1"),
  ]);
});

test("a closed standard output is a problem; one that is thrown away is not", () => {
  const shell = (text: string) => runIn(project, "/bin/sh", "-c", text);
  const asked = "node_modules/.bin/sincelinux since --help";
  expect(shell(`${asked} >&-`)).toMatchObject({
    status: 1,
    stderr: expect.stringMatching(/^sincelinux: standard output is closed/),
  });
  expect(shell(`${asked} >&- 2>&-`).status).toBe(1);
  expect(shell(`${asked} > /dev/null`)).toEqual({ status: 0, stdout: "", stderr: "" });
  // What a program opens for another whose output it does not want.
  expect(shell(`${asked} 1<> /dev/null`)).toEqual({ status: 0, stdout: "", stderr: "" });
});

test.each([
  ["check", []],
  ["new", ["change", "x"]],
  ["import", ["talk.md"]],
  ["enrich", ["--clone", "x"]],
])("%s says that it needs a folder of records", (name, args) => {
  const { status, stdout, stderr } = command(name, ...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toContain(
    `${name}: --content: expected a folder of records, found no folder "content". Run it in a checkout of sincelinux, or`,
  );
});

test("has, needs, lacks and compare answer", () => {
  const has = command("has", "RHEL 9.3", "io_uring_setup", "--json");
  expect([has.status, has.stderr, JSON.parse(has.stdout).answer]).toEqual([1, "", "off-by-default"]);
  // The others read the same records, which takes seconds: of them it is enough that they run.
  const content = ["--content", writeTree(SOUND)];
  expect(command("needs", "change:alpha", ...content).stdout).toMatch(/^Mainline: v4\.14 /);
  expect(command("lacks", "v4.13", ...content).stdout).toContain("alpha");
  expect(command("compare", "v4.13", "v4.14", ...content).stdout).toMatch(/^Added: 2\n {2}alpha /);
});

test("check works on a folder of records, wherever it is", () => {
  const { status, stdout } = command("check", "--content", writeTree(SOUND));
  expect([status, stdout]).toEqual([0, expect.stringContaining("No problems in 1 change, ")]);
});
