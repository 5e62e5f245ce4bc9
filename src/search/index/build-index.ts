import { interfacePath } from "../../domain/interface-path.ts";
import type { NameRow } from "../../domain/names-table.ts";
import { answerSubject } from "../../model/kernels/answer.ts";
import { kernelSources } from "../../model/kernels/arrival.ts";
import { allSubjects } from "../../model/kernels/compare.ts";
import { kernelNames } from "../../model/kernels/kernel-names.ts";
import type { Knowledge } from "../../model/knowledge.ts";
import type { Sources } from "../engine/answer.ts";
import { Interfaces } from "../engine/interfaces.ts";
import { libraryOf } from "../engine/search-text.ts";
import { shardsOf } from "../lookup/build-shards.ts";
import { NameTable, splitNames } from "../lookup/header-names.ts";
import { type Kernels, kernelsWith } from "../lookup/kernel-verdicts.ts";
import { toColumns } from "./columns.ts";
import { entriesOf, interfacesOf } from "./entries.ts";
import type { Entry, Indexed } from "./entry.ts";
import { buildIndex, writeIndex } from "./text-index.ts";
import { BODIES_PER_FILE, type FirstFile, type FullFile, packFirst, packIndex, searchFiles } from "./wire.ts";

/** Makes the files of wire.ts. */

/**
 * The file that is loaded first.
 * @param indexed what `entriesOf` returns
 * @param interfaces what `interfacesOf` returns
 * @throws Error if a commit comes before another kind of entry: the ids of both files must agree
 */
function firstFile(indexed: readonly Indexed[], interfaces: readonly Entry[]): FirstFile {
  const first = indexed.filter(({ entry }) => entry.kind !== "commit");
  if (first.some((each, id) => each !== indexed[id])) {
    throw new Error("expected commits after all other entries: positions are ids");
  }
  return packFirst(first, interfaces);
}

/**
 * The file that is loaded second.
 * @param names the table of header names, for its system calls
 */
function fullFile(indexed: readonly Indexed[], names: ReadonlyMap<string, NameRow>): FullFile {
  return {
    calls: [...names.keys()].flatMap((name) => (name.endsWith("()") ? name.slice(0, -2) : [])).join(" "),
    entries: indexed.map(({ entry }) => entry),
    index: packIndex(writeIndex(indexed)),
  };
}

/** As much of a summary as two lines of a phone show; a first visit has no room for more. */
const SHOWN_LENGTH = 100;

/** The beginnings of the summaries of changes, topics and sources, which come first. */
function summariesOf(indexed: readonly Indexed[]): string[] {
  return indexed
    .filter(({ entry }) => entry.kind !== "release" && entry.kind !== "commit")
    .map(({ entry: { summary = "" } }) =>
      summary.length > SHOWN_LENGTH
        ? `${summary.slice(0, SHOWN_LENGTH).replace(/[\s,;:]+\S*$/, "")}…`
        : summary,
    );
}

/** The bodies, BODIES_PER_FILE to a file: fetched only for phrases. */
function bodyFiles(indexed: readonly Indexed[]): string[][] {
  const files = Math.ceil(indexed.length / BODIES_PER_FILE);
  return Array.from({ length: files }, (_, at) =>
    indexed.slice(at * BODIES_PER_FILE, (at + 1) * BODIES_PER_FILE).map(({ body }) => body),
  );
}

/**
 * All files that the browser may load, with their paths below the base path.
 * @param indexed what `entriesOf` returns
 */
export function filesOf(known: Knowledge, indexed: readonly Indexed[]): [path: string, content: unknown][] {
  const names = new NameTable(known.corpus.names.text).rows;
  const { starts, files } = splitNames(names.values());
  return [
    [searchFiles.first, toColumns(firstFile(indexed, interfacesOf(known)))],
    [searchFiles.summaries, summariesOf(indexed)],
    [searchFiles.full, fullFile(indexed, names)],
    ...bodyFiles(indexed).map((bodies, at): [string, unknown] => [searchFiles.bodies(at), bodies]),
    ...[...shardsOf(known)].map(([digits, rows]): [string, unknown] => [searchFiles.shard(digits), rows]),
    [searchFiles.nameStarts, starts],
    ...files.map((file, at): [string, unknown] => [searchFiles.names(at), file]),
  ];
}

/**
 * Everything an answer needs, built in memory: used by the command line and the tests.
 * @example await answer("SIOCGSKNS", localSources(knowledgeOf(corpus)));
 */
export function localSources(known: Knowledge): Sources {
  const indexed = entriesOf(known);
  const library = libraryOf(
    indexed.map(({ entry }) => entry),
    buildIndex(indexed),
    new Interfaces(interfacesOf(known)),
  );
  const shards = shardsOf(known);
  let table: NameTable | undefined;
  const names = () => (table ??= new NameTable(known.corpus.names.text));
  return {
    library: async () => library,
    shards: async (digits) => shards.get(digits) ?? [],
    body: async (id) => indexed[id]?.body ?? "",
    headerNames: async () => names(),
    kernelNames: async () => kernelNames(known.corpus.kernelLines),
    kernels: async () => kernelsOf(known),
    isCall: (name) => names().rows.has(`${name}()`),
  };
}

/** What the model answers. */
function kernelsOf(known: Knowledge): Kernels {
  const sources = kernelSources(known);
  const subjects = allSubjects(sources, {});
  return kernelsWith(
    kernelNames(known.corpus.kernelLines),
    (kernel) =>
      new Map(
        subjects.map((subject) => {
          const { kind, name } = subject;
          const path = kind === "change" ? `/changes/${name}/` : interfacePath(name);
          return [path, answerSubject(kernel, subject, sources).answer];
        }),
      ),
  );
}
