import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Run } from "../../scripts/command.ts";
import { type Ended, runCommand } from "../run-command.ts";

/** Every command, as its usage and its error messages name it. */
const commands: [name: string, ...call: string[]][] = [
  ["check", "sincelinux", "check"],
  ["show", "sincelinux", "show"],
  ["new", "sincelinux", "new"],
  ["import", "sincelinux", "import"],
  ["enrich", "sincelinux", "enrich"],
  ["since", "sincelinux", "since"],
  ["has", "sincelinux", "has"],
  ["lacks", "sincelinux", "lacks"],
  ["needs", "sincelinux", "needs"],
  ["compare", "sincelinux", "compare"],
  ["schemas", "schemas"],
  ["repository", "repository"],
  ["ledger", "ledger"],
  ["bench", "bench"],
  ["bench", "bench", "git"],
  ["bench search", "bench", "search"],
  ["bench headers", "bench", "headers"],
  ["test:kernel", "test-kernel"],
  ["test:hostile", "test-hostile"],
  ["package", "package"],
  ["start", "start"],
];

/** Starts a script as a program. */
function start(script: string, ...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const all = [`scripts/${script}.ts`, ...args];
    execFile(process.execPath, all, { env: { PATH: process.env["PATH"] } }, (error, stdout, stderr) => {
      resolve({ status: Number(error?.code ?? 0), stdout, stderr });
    });
  });
}

/** Runs the same in this process. */
async function run(script: string, ...args: string[]): Promise<Ended> {
  const [name = "", ...rest] = script === "sincelinux" ? args : [script, ...args];
  const { run }: { run: Run } = await import(`../../scripts/${name}.ts`);
  return runCommand(run, rest);
}

test("the table holds every script that uses the helper", () => {
  const scripts = globSync("scripts/*.ts")
    .filter((path) =>
      /import \{[^}]*\bcommand\b[^}]*\} from "\.\/command\.ts"/.test(readFileSync(path, "utf8")),
    )
    .map((path) => path.replace(/^scripts\/(.*)\.ts$/, "$1"));
  expect(scripts.length).toBeGreaterThan(10);
  const inTable = commands.flatMap(([, ...call]) => [call[0], call.join("-"), call.at(-1)]);
  expect(scripts.filter((each) => !inTable.includes(each))).toEqual([]);
});

test.each(commands)("%s describes itself and its exit codes with --help", async (_, script = "", ...args) => {
  const { status, stdout, stderr } = await run(script, ...args, "--help");
  expect([status, stderr]).toEqual([0, ""]);
  expect(stdout).toMatch(/^usage: (?:sincelinux|npm|node) [\s\S]*\nExit code: 0 [\s\S]*2 usage error\.\n/);
});

test("-h is --help", async () => {
  expect(await run("ledger", "-h")).toEqual(await run("ledger", "--help"));
});

test.each(commands)("%s: an unknown option is a usage error", async (name, script = "", ...args) => {
  const { status, stdout, stderr } = await run(script, ...args, "--frobnicate");
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr).toMatch(new RegExp(`^${name}: Unknown option '--frobnicate'[\\s\\S]*\\n\\nusage: `));
});

test.each<[name: string, script: string, args: string[], message: string]>([
  ["too few commits", "bench", ["--commits", "10"], "bench: --commits is 1000 to 5000000"],
  ["no runs", "bench", ["--runs", "0"], "bench: --runs is 1 to 100"],
  ["no clone", "test-kernel", [], "test:kernel: name a clone with --clone DIR"],
  [
    "no number",
    "test-kernel",
    ["--clone", "x", "--seed", "one"],
    "test:kernel: expected a number of up to 7 digits for --seed, found one",
  ],
  ["two folders", "ledger", ["a", "b"], "ledger: expected one folder"],
  ["no site", "ledger", ["nowhere"], 'ledger: nowhere holds no built site: "npm run build"'],
  ["an argument", "schemas", ["x"], "schemas: Unexpected argument 'x'"],
])("usage error: %s", async (_, script, args, message) => {
  const { status, stdout, stderr } = await run(script, ...args);
  expect([status, stdout]).toEqual([2, ""]);
  expect(stderr.startsWith(message), stderr).toBe(true);
  expect(stderr).toContain("\n\nusage: ");
});

const scripts = [...new Set(commands.map(([, script = ""]) => script))].filter(
  (script) => script !== "sincelinux",
);
test.each(scripts)("%s is a program too", (script) => {
  const text = readFileSync(`scripts/${script}.ts`, "utf8");
  expect(text.endsWith("\nif (isProgram(import.meta)) await main(run);\n")).toBe(true);
});

test("a program has the output and exit code of its function", async () => {
  expect(await start("ledger", "--frobnicate")).toEqual(await run("ledger", "--frobnicate"));
  expect(await start("ledger", "--help")).toEqual(await run("ledger", "--help"));
});

test("the command line lists its commands: on request on standard output, else as a usage error", async () => {
  const asked = await start("sincelinux", "--help");
  const bare = await start("sincelinux");
  expect([asked.status, asked.stderr, bare.status, bare.stdout]).toEqual([0, "", 2, ""]);
  expect(asked.stdout).toBe(bare.stderr);
  const listed = [...asked.stdout.matchAll(/^ {2}(\w+) /gm)].map(([, name]) => name);
  expect(listed).toEqual(commands.filter(([, script]) => script === "sincelinux").map(([name]) => name));
  const unknown = await start("sincelinux", "chekc");
  expect([unknown.status, unknown.stdout, unknown.stderr]).toEqual([
    2,
    "",
    `sincelinux: no command "chekc"\n\n${asked.stdout}`,
  ]);
});

test.each(["check", "show", "new", "import", "enrich", "since"])("sincelinux starts %s", (name) => {
  const text = readFileSync("scripts/sincelinux.ts", "utf8");
  expect(text).toMatch(
    new RegExp(`\\n  ${name}: \\{ does: "[^"]+", load: \\(\\) => import\\("\\./${name}\\.ts"\\) \\},\\n`),
  );
});

test("what sincelinux starts has its arguments, and its exit code is the program's", async () => {
  expect(await start("sincelinux", "new", "--frobnicate")).toEqual(
    await run("sincelinux", "new", "--frobnicate"),
  );
});
