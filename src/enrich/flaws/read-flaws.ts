import type { TagKind } from "../../domain/release.ts";
import { counted, quoted, spellOut } from "../../domain/text.ts";
import type { Progress } from "../../git/messages/scan-messages.ts";
import { CloneRefused } from "../../git/process/git-error.ts";
import type { Clone } from "../../git/process/open-clone.ts";
import { ask } from "../../git/process/query.ts";
import { type BlobContent, readBlobs } from "../../git/trees/read-blobs.ts";
import { listFiles, openTip, type TreeFile } from "../../git/trees/tip-files.ts";
import type { PublishedFlaws } from "../../records/corpus.ts";
import type { Problem } from "../../records/problem.ts";
import { FLAW_FACTS } from "../../records/read/read-facts.ts";
import type { FirstReleases, FlawFacts } from "../../records/schema/flaw-facts.ts";
import { toJson } from "../merge-facts.ts";
import { parseDyad, type Range } from "./dyad.ts";

export const FOLDER = "cve/published";
const LONGEST_DYAD = 2 ** 20; // bytes; the longest real one has 20 KiB
const LONGEST_JSON = 2 ** 23; // bytes
const REMEDY = "Correct it in that repository, or read a clone without it.";

interface FlawRecord {
  cve: string;
  ranges: Range[];
}

/**
 * Reads the published records of a clone of the kernel CVE team's repository: all of its dyad files, and the titles
 * of those that concern a wanted commit.
 * @param wanted answers for whole hashes
 * @param kindOf the kind of a release tag, null for what is none
 * @param progress called with the number of records read so far
 * @returns `proved` is null when there are problems, which name files of the clone
 * @throws CloneRefused when it is no such clone
 * @throws GitError when git fails
 * @example (await readFlaws("vulns.git", new Set([sha]), kindOf, () => {})).proved?.releases[sha]?.release
 */
export async function readFlaws(
  directory: string,
  wanted: Pick<ReadonlySet<string>, "has">,
  kindOf: (tag: string) => TagKind | null,
  progress: Progress,
): Promise<{ proved: PublishedFlaws | null; problems: Problem[] }> {
  const { clone, commit: oid } = await openTip(directory);
  const { files, others } = await listFiles(clone.gitDirectory, oid, FOLDER);
  const problems = others.map((path) => problem(path, "a regular file", "a link or a submodule"));
  const dyads = files.filter(({ path }) => path.endsWith(".dyad"));
  if (dyads.length === 0) {
    throw new CloneRefused(
      `${directory} has no ${FOLDER}/YEAR/CVE-ID.dyad. Name a clone of the kernel CVE team's repository, vulns.git.`,
    );
  }
  const records = await readRecords(clone, dyads, kindOf, progress, problems);
  const concerned = records.filter(({ ranges }) => commitsOf(ranges).some((sha) => wanted.has(sha)));
  const titles = await readTitles(clone, concerned, files, problems);
  if (problems.length > 0) return { proved: null, problems };
  const source = {
    revision: oid,
    date: await dayOf(clone, oid),
    records: records.length,
    commits: new Set(records.flatMap(({ ranges }) => commitsOf(ranges))).size,
  };
  const flaws = Object.fromEntries(
    concerned.map(({ cve, ranges }): [string, FlawFacts[string]] => {
      const commits = commitsOf(ranges).filter((sha) => wanted.has(sha));
      return [cve, { title: titles.get(cve) ?? cve, commits, ranges }];
    }),
  );
  return { proved: { source, flaws, releases: releasesIn(records, wanted) }, problems };
}

/** The commits of a record, each once, those that brought the flaw first. */
function commitsOf(ranges: Range[]): string[] {
  const sides = [...ranges.map(({ introduced }) => introduced), ...ranges.map(({ fixed }) => fixed)];
  return [...new Set(sides.flatMap((landing) => landing?.sha ?? []))];
}

/** The records in order of their ids, by number. */
async function readRecords(
  clone: Clone,
  dyads: TreeFile[],
  kindOf: (tag: string) => TagKind | null,
  progress: Progress,
  problems: Problem[],
): Promise<FlawRecord[]> {
  const records: FlawRecord[] = [];
  const visit = (place: number, content: BlobContent) => {
    const { path } = dyads[place] as TreeFile;
    const cve = /^cve\/published\/\d{4}\/(CVE-\d{4}-\d{4,7})\.dyad$/.exec(path)?.[1];
    if (place % 1000 === 0 || place === dyads.length - 1) progress(place + 1, dyads.length);
    if (cve === undefined) problems.push(problem(path, `${FOLDER}/YEAR/CVE-ID.dyad`, "another name"));
    else if ("refused" in content) problems.push(unreadable(path, content.refused, LONGEST_DYAD));
    else {
      const { ranges, bad } = parseDyad(content.bytes.toString("utf8"), kindOf);
      for (const { line, expected, found } of bad)
        problems.push(problem(path, expected, quoted(found), line));
      if (ranges.length > 0) records.push({ cve, ranges });
    }
  };
  await readBlobs(
    clone.gitDirectory,
    dyads.map(({ blob }) => blob),
    LONGEST_DYAD,
    visit,
  );
  return records.sort((a, b) => a.cve.localeCompare(b.cve, "en", { numeric: true }));
}

async function readTitles(
  clone: Clone,
  records: FlawRecord[],
  files: TreeFile[],
  problems: Problem[],
): Promise<Map<string, string>> {
  const blobs = new Map(files.map(({ path, blob }) => [path, blob]));
  const asked: { cve: string; path: string; blob: string }[] = [];
  for (const { cve } of records) {
    const path = `${FOLDER}/${cve.split("-")[1]}/${cve}.json`;
    const blob = blobs.get(path);
    if (blob === undefined) problems.push(problem(path, "a record beside the dyad file", "no such file"));
    else asked.push({ cve, path, blob });
  }
  const titles = new Map<string, string>();
  const visit = (place: number, content: BlobContent) => {
    const { cve, path } = asked[place] as (typeof asked)[number];
    if ("refused" in content) {
      problems.push(unreadable(path, content.refused, LONGEST_JSON));
      return;
    }
    const title = titleIn(content.bytes.toString("utf8"));
    if (title === null) problems.push(problem(path, "JSON with a title at containers.cna.title", "none"));
    else titles.set(cve, title);
  };
  await readBlobs(
    clone.gitDirectory,
    asked.map(({ blob }) => blob),
    LONGEST_JSON,
    visit,
  );
  return titles;
}

function titleIn(text: string): string | null {
  try {
    const title: unknown = JSON.parse(text)?.containers?.cna?.title;
    return typeof title === "string" && title.trim() !== "" ? title.slice(0, 500) : null;
  } catch {
    return null;
  }
}

/** The release that records name for each wanted commit; none for a commit of which they name several. */
function releasesIn(records: FlawRecord[], wanted: Pick<ReadonlySet<string>, "has">): FirstReleases {
  const named = new Map<string, { release: string; cve: string }>();
  const contradicted = new Set<string>();
  for (const { cve, ranges } of records) {
    for (const landing of ranges.flatMap(({ introduced, fixed }) => [introduced, fixed])) {
      if (landing === null || !wanted.has(landing.sha)) continue;
      const before = named.get(landing.sha);
      if (before === undefined) named.set(landing.sha, { release: landing.release, cve });
      else if (before.release !== landing.release) contradicted.add(landing.sha);
    }
  }
  const agreed = [...named].filter(([sha]) => !contradicted.has(sha));
  return Object.fromEntries(agreed.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** The day of a commit, in UTC. */
async function dayOf(clone: Clone, commit: string): Promise<string> {
  const args = ["show", "--no-patch", "--format=%ct", commit];
  return await ask(clone.gitDirectory, {
    args,
    parse: (stdout) => new Date(1000 * Number(stdout.trim())).toISOString().slice(0, 10),
  });
}

function unreadable(path: string, why: string, longest: number): Problem {
  return problem(path, `a blob of at most ${longest} bytes`, why);
}

export function problem(path: string, expected: string, found: string, line = 1): Problem {
  return { file: spellOut(path), line, column: 1, field: "file", expected, found, remedy: REMEDY };
}

/**
 * The files of content/facts/flaws: path below content/facts -> text.
 * @param proved null when no such clone was read: the files stay as they are
 * @param current all files of content/facts
 */
export function flawFiles(
  proved: PublishedFlaws | null,
  current: ReadonlyMap<string, string>,
): Map<string, string> {
  if (proved === null) return new Map([...current].filter(([path]) => path.startsWith(`${FLAW_FACTS}/`)));
  return new Map([
    [`${FLAW_FACTS}/source.json`, toJson(proved.source)],
    [`${FLAW_FACTS}/flaws.json`, toJson(proved.flaws)],
    [`${FLAW_FACTS}/releases.json`, toJson(proved.releases)],
  ]);
}

/** What a run says of these records. */
export function flawSummary({ source, flaws, releases }: PublishedFlaws): string {
  const { revision, date, records, commits } = source;
  const of = counted(Object.keys(releases).length, "commit");
  return (
    `flaws: ${counted(records, "record")} of the kernel CVE team at ${revision.slice(0, 12)} (${date}) name ` +
    `${counted(commits, "commit")}; ${Object.keys(flaws).length} concern commits of the content, and they give ` +
    `the release of ${of}.\n`
  );
}
