import { execFile } from "node:child_process";
import { globSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import type { Run } from "../../scripts/command.ts";
import { bareEnvironment, type Ended, runCommand } from "../run-command.ts";

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
    execFile(process.execPath, all, { env: bareEnvironment }, (error, stdout, stderr) => {
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

const hint = (name: string) => `${name}: --help describes the arguments and options.\n`;

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
  expect(stderr).toBe(
    `${name}: "--frobnicate": expected a known option, found an unknown one. What follows " -- " is never an option.\n${hint(name)}`,
  );
});

/** Each message is one line: place, expected, found, remedy. */
const refused: [script: string, args: string[], message: string][] = [
  ["bench", ["--commits", "10"], 'bench: --commits: expected 1000 to 5000000, found "10".'],
  ["bench", ["--runs", "0"], 'bench: --runs: expected 1 to 100, found "0".'],
  ["bench", ["headers"], "bench headers: NAME=DIR: expected header histories, found nothing."],
  [
    "test-kernel",
    [],
    "test:kernel: --clone: expected a clone, found nothing. Name one with --clone DIR or in SINCELINUX_LINUX_CLONE.",
  ],
  [
    "test-kernel",
    ["--clone", "x", "--seed", "one"],
    'test:kernel: --seed: expected a number of up to 7 digits, found "one".',
  ],
  ["test-hostile", ["--kills", "many"], 'test:hostile: --kills: expected a number, found "many".'],
  ["ledger", ["a", "b"], "ledger: DIR: expected one folder, found 2."],
  [
    "ledger",
    ["nowhere"],
    'ledger: DIR: expected a built site, found none in "nowhere". Run "npm run build".',
  ],
  ["schemas", ["x"], 'schemas: arguments: expected options only, found "x".'],
  ["repository", ["x"], 'repository: ADDRESS: expected one https address of a repository, found "x".'],
  ["show", [], "show: ANYTHING: expected something to look for, found nothing."],
  [
    "show",
    ["x", "--content", "nowhere"],
    'show: --content: expected a folder of records, found no folder "nowhere". Without the option it reads the records that came with the command.',
  ],
  ["show", ["--jsn"], 'show: "--jsn": expected a known option, found an unknown one. Did you mean "--json"?'],
  ["show", ["--json=x", "y"], "show: --json: expected an option without a value, found a value."],
  [
    "check",
    ["--content"],
    "check: --content: expected a value, found nothing. A value that begins with a hyphen is written --content=VALUE.",
  ],
  [
    "check",
    ["--content", "--json"],
    "check: --content: expected a value, found nothing. A value that begins with a hyphen is written --content=VALUE.",
  ],
  ["import", [], "import: FILE.md: expected one file, found 0."],
  [
    "new",
    ["chnage", "x"],
    'new: KIND: expected one of change, topic, document, vendor-fact, found "chnage". Did you mean "change"?',
  ],
  ["new", ["change", "a", "b"], "new: SLUG: expected one slug, found 2. Join its words by hyphens."],
];

test.each(refused)("usage error: %s %j", async (script, args, message) => {
  const [first = "", ...rest] = args;
  const { status, stdout, stderr } =
    first === "headers" ? await run("bench-headers", ...rest) : await run(script, ...args);
  const [name = ""] = message.split(": ");
  expect([status, stdout, stderr]).toEqual([2, "", `${message}\n${hint(name)}`]);
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
    `sincelinux: command: expected one of ${listed.join(", ")}, found "chekc". Did you mean "check"?\n${hint("sincelinux")}`,
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
