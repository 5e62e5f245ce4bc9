import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { quoted, spellOut } from "../../domain/text.ts";
import type { PublishedFlaws } from "../corpus.ts";
import type { Problem } from "../problem.ts";
import { type Clones, type CommitFacts, clones, commitFacts } from "../schema/facts.ts";
import { firstReleases, flawFacts, flawSource } from "../schema/flaw-facts.ts";
import { type HistoryFacts, historyFacts } from "../schema/interface-facts.ts";
import type { Sha } from "../schema/primitives.ts";
import { type RewrittenFacts, rewrittenFacts } from "../schema/rewritten-facts.ts";
import { stableDates } from "../schema/stable-dates.ts";
import { explainIssues } from "./explain-issue.ts";
import { fileProblem, namesIn, notAFolder, type Place, readText } from "./files.ts";
import { parseYaml } from "./parse-yaml.ts";
import { placed } from "./read-record.ts";

/** The folder of content/facts with published flaws. */
export const FLAW_FACTS = "flaws";
/** The file of content/facts with the days of stable releases. */
export const STABLE_DATES = "stable-releases.json";

export interface Facts {
  facts: Map<Sha, CommitFacts & { repository: string }>;
  clones: Map<string, Clones>;
  /** Null where none were written. */
  flaws: PublishedFlaws | null;
  /** Days of stable releases, by tag. */
  stableDates: ReadonlyMap<string, string>;
  /** By the id of the header history. */
  interfaces: Map<string, HistoryFacts>;
  /** The table of all names in the kernel's headers, as text. */
  names: string;
  /** By the id of the header history. */
  rewritten: Map<string, RewrittenFacts>;
  problems: Problem[];
}

/** Facts are generated, not edited. */
const REMEDY = 'Facts are generated: run "sincelinux enrich" again, with a clone.';

/** The folder of facts about interfaces; no repository has this name. */
export const INTERFACES = "interfaces";

/** The folder of facts about commits from rewritten histories of the mainline. */
export const REWRITTEN = "rewritten";

/** The table of all names that header histories show, in the folder of facts about interfaces. */
export const NAMES_TABLE = "names.txt";

/**
 * Reads facts/<repository>/clones.json and facts/<repository>/commits/<sha>.json, facts/flaws/,
 * facts/interfaces/<history>.json and facts/rewritten/<history>.json.
 * @param histories ids of the header histories
 */
export function readFacts(
  folder: Place,
  repositories: ReadonlySet<string>,
  histories: ReadonlySet<string>,
): Facts {
  const read: Facts = {
    facts: new Map(),
    clones: new Map(),
    flaws: null,
    interfaces: new Map(),
    names: readNamesTable(folder.path),
    rewritten: new Map(),
    stableDates: new Map(),
    problems: [],
  };
  for (const entry of children(folder, read.problems)) {
    const { name, place } = entry;
    if (repositories.has(name)) readRepository(name, place, read);
    else if (name === INTERFACES) readInterfaces(place, histories, read);
    else if (name === REWRITTEN) readRewritten(place, histories, read);
    else if (name === FLAW_FACTS) read.flaws = readFlaws(place, read.problems);
    else if (name === STABLE_DATES) {
      read.stableDates = new Map(Object.entries(readJson(place, stableDates, read.problems)?.dates ?? {}));
    } else {
      const known = `${FLAW_FACTS}, ${INTERFACES}, ${REWRITTEN} or one of the repositories ${[...repositories].join(", ")}`;
      read.problems.push(fileProblem(place.file, known, quoted(name), "Declare it in repositories/."));
    }
  }
  return read;
}

function readRepository(repository: string, folder: Place, read: Facts): void {
  let known: Clones = {};
  for (const { name, place } of children(folder, read.problems)) {
    if (name === "clones.json") {
      known = readJson(place, clones, read.problems) ?? {};
      read.clones.set(repository, known);
    } else if (name !== "commits") {
      read.problems.push(fileProblem(place.file, "clones.json and commits/", quoted(name), "Remove it."));
    }
  }
  const commits = { path: `${folder.path}/commits`, file: `${folder.file}/commits` };
  for (const { name, place } of children(commits, read.problems)) {
    const facts = readJson(place, commitFacts, read.problems);
    if (!facts) continue;
    if (name !== `${facts.sha}.json`) {
      read.problems.push(fileProblem(place.file, `the name ${facts.sha}.json`, quoted(name), REMEDY));
    } else if (!Object.hasOwn(known, facts.provedBy)) {
      const expected = "provedBy to name a clone of clones.json";
      read.problems.push(fileProblem(place.file, expected, quoted(facts.provedBy), REMEDY));
    } else {
      read.facts.set(facts.sha, { ...facts, repository });
    }
  }
}

function readFlaws(folder: Place, problems: Problem[]): PublishedFlaws | null {
  const read = <T>(name: string, schema: z.ZodType<T>) =>
    readJson({ path: `${folder.path}/${name}`, file: `${folder.file}/${name}` }, schema, problems);
  const source = read("source.json", flawSource);
  const flaws = read("flaws.json", flawFacts);
  const releases = read("releases.json", firstReleases);
  return source && flaws && releases && { source, flaws, releases };
}

/** The days of stable releases by tag, for commands that need no other content; those of a sound file. */
export function readStableDates(folder: string): ReadonlyMap<string, string> {
  const path = join(folder, STABLE_DATES);
  if (!existsSync(path)) return new Map();
  const read = readJson({ path, file: path }, stableDates, []);
  return new Map(Object.entries(read?.dates ?? {}));
}

function readInterfaces(folder: Place, histories: ReadonlySet<string>, read: Facts): void {
  const found = readHistoryFacts(folder);
  read.problems.push(...found.problems);
  for (const [history, facts] of found.histories) {
    if (histories.has(history)) read.interfaces.set(history, facts);
    else read.problems.push(undeclared(folder, history, histories));
  }
}

function readRewritten(folder: Place, histories: ReadonlySet<string>, read: Facts): void {
  for (const { name, place } of children(folder, read.problems)) {
    const history = name.replace(/\.json$/, "");
    const facts = readJson(place, rewrittenFacts, read.problems);
    if (!histories.has(history)) read.problems.push(undeclared(folder, history, histories));
    else if (facts) read.rewritten.set(history, facts);
  }
}

function undeclared({ file }: Place, history: string, histories: ReadonlySet<string>): Problem {
  const known = `a file for one of the header histories ${[...histories].join(", ")}`;
  return fileProblem(`${file}/${history}.json`, known, quoted(history), "Declare it in repositories/.");
}

/** Reads the files <history>.json of a folder; NAMES_TABLE is left alone. */
export function readHistoryFacts(folder: Place): {
  histories: Map<string, HistoryFacts>;
  problems: Problem[];
} {
  const problems: Problem[] = [];
  const histories = new Map<string, HistoryFacts>();
  for (const { name, place } of children(folder, problems)) {
    if (name === NAMES_TABLE) continue;
    const history = /^([a-z0-9-]+)\.json$/.exec(name)?.[1];
    const facts = history === undefined ? null : readJson(place, historyFacts, problems);
    if (history === undefined) {
      problems.push(fileProblem(place.file, `${NAMES_TABLE} and <history>.json`, quoted(name), "Remove it."));
    } else if (facts) histories.set(history, facts);
  }
  return { histories, problems };
}

/** The table of names in a folder of facts, as text; "" where there is none. */
export function readNamesTable(folder: string): string {
  const path = join(folder, INTERFACES, NAMES_TABLE);
  return existsSync(path) ? readFileSync(path, "utf8") : "";
}

function children(folder: Place, problems: Problem[]): { name: string; place: Place }[] {
  const names = namesIn(folder);
  if (names === null) problems.push(notAFolder(folder));
  return (names ?? []).map(({ name }) => ({
    name,
    place: { path: `${folder.path}/${name}`, file: `${folder.file}/${spellOut(name)}` },
  }));
}

/** Facts are parsed as JSON for speed, and again as YAML only to locate a problem. */
function readJson<T>({ path, file }: Place, schema: z.ZodType<T>, problems: Problem[]): T | null {
  const { text, refused } = readText(path, { hidden: "allowed" });
  if (refused) {
    problems.push({ file, ...refused });
    return null;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    problems.push(fileProblem(file, "JSON", "something else", REMEDY));
    return null;
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const { root } = parseYaml(text);
  const refusals = explainIssues(parsed.error.issues, { schema, value, root });
  problems.push(...refusals.map((refusal) => placed(file, text, { ...refusal, remedy: REMEDY })));
  return null;
}

/** The folder where new facts are written before they replace the old ones. */
export function factsWorkspace(contentDir: string): string {
  return join(contentDir, ".facts");
}

/**
 * The folder that facts are read from: content/facts. A run that was killed between
 * removing the old folder and renaming the new one leaves the complete new one in the workspace.
 */
export function factsFolder(contentDir: string): string {
  const usual = join(contentDir, "facts");
  const next = join(factsWorkspace(contentDir), "next");
  return !existsSync(usual) && existsSync(next) ? next : usual;
}

/** The facts about interfaces, for commands that need no other content. */
export interface InterfaceFacts {
  /** By the id of the header history. */
  histories: Map<string, HistoryFacts>;
  /** The table of all names, see `parseNames`; "" when there is none. */
  names: string;
  problems: Problem[];
}

/** Reads content/facts/interfaces. */
export function readInterfaceFacts(contentDir: string): InterfaceFacts {
  const folder = join(factsFolder(contentDir), INTERFACES);
  return {
    ...readHistoryFacts({ path: folder, file: folder }),
    names: readNamesTable(factsFolder(contentDir)),
  };
}
