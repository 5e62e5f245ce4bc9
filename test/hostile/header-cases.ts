import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type HeaderCommit, importHeaders } from "../git/headers/import-headers.ts";
import { SOUND } from "../records/content-tree.ts";

const MINE = `kind: headers
title: My headers
url: https://example.org/mine.git
commitUrl: https://example.org/mine/{sha}
headers:
  branch: trunk
  files:
    - { path: include }
  release: { by: subject, patterns: ["Headers of {release}"] }
`;

/** An import whose header has the name that came with v4.14, or lacks it. */
function imported(release: string, day: string, hasName: boolean): HeaderCommit {
  const text = `#define NSIO 0xb7\n${hasName ? "#define NS_GET_OWNER_UID _IO(NSIO, 0x4)\n" : ""}`;
  const time = Date.parse(`${day}T12:00:00Z`) / 1000;
  return { message: `Headers of ${release}`, time, files: { "include/linux/nsfs.h": text } };
}

const real = [imported("v4.13", "2017-09-04", false), imported("v4.14", "2017-11-13", true)];

/** Imports that somebody planted, and where: before the import with this number. */
const cases: { name: string; at: number; planted: HeaderCommit }[] = [
  { name: "a release of the future", at: 2, planted: imported("v9.9", "2017-11-20", false) },
  { name: "a release of a far future", at: 2, planted: imported("v999.9", "2017-11-20", false) },
  { name: "a time to come", at: 2, planted: imported("v4.15", "2990-01-01", false) },
  { name: "a candidate too early", at: 2, planted: imported("v4.17-rc1", "2017-11-20", false) },
  { name: "a stable release too early", at: 0, planted: imported("v4.14.1", "2017-07-01", true) },
  { name: "a release before its day", at: 0, planted: imported("v4.14", "2017-07-01", true) },
  { name: "a release of the past", at: 2, planted: imported("v4.12", "2017-11-20", false) },
  {
    name: "terminal control in a subject",
    at: 2,
    planted: imported("v9.9 \u001b[31m\u202e", "2017-11-20", false),
  },
];

/**
 * Runs `enrich --headers` with histories in which somebody planted an import. It is named and left out: the facts are
 * those of the history without it.
 * @returns how many were tried, and a line for each that was not held
 */
export function headerFailures(folder: string): { tried: number; failures: string[] } {
  const content = join(folder, "headers-content");
  for (const [name, text] of Object.entries({ ...SOUND, "repositories/mine.yaml": MINE })) {
    mkdirSync(dirname(join(content, name)), { recursive: true });
    writeFileSync(join(content, name), text);
  }
  const expected = enrich(content, join(folder, "headers.git"), real).facts;
  const failures = cases.flatMap(({ name, at, planted }, place) => {
    const directory = join(folder, `headers-${place}.git`);
    const { shas, status, printed, facts } = enrich(content, directory, real.toSpliced(at, 0, planted));
    if (status !== 0) return [`  ${name}: ends with ${status}: ${printed.slice(-300)}`];
    if (facts !== expected) return [`  ${name}: the facts differ`];
    const isNamed = new RegExp(`${shas[at]} says v[^\\n]*; it is left out`).test(printed);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be printed
    return isNamed && !/[\u001b\u202e]/.test(printed) ? [] : [`  ${name}: says ${printed.slice(-300)}`];
  });
  return { tried: cases.length, failures };
}

function enrich(content: string, directory: string, commits: readonly HeaderCommit[]) {
  const shas = importHeaders(directory, "trunk", commits);
  const args = ["enrich", `--content=${content}`, `--headers=mine=${directory}`];
  const { PATH = "" } = process.env;
  const { status, stdout, stderr } = spawnSync(process.execPath, ["scripts/sincelinux.ts", ...args], {
    encoding: "utf8",
    env: { PATH, XDG_CACHE_HOME: `${directory}.cache` },
  });
  const { head, ...facts } = JSON.parse(readFileSync(join(content, "facts/interfaces/mine.json"), "utf8"));
  // Hashes of commits depend on what lies before them.
  const text = shas.reduce((all, sha) => all.replaceAll(sha, "?"), JSON.stringify(facts));
  return { shas, status, printed: stdout + stderr, facts: text };
}
