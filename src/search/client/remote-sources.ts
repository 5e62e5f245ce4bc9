import type { LineNames } from "../../domain/uname.ts";
import type { AnswerTable } from "../../model/kernels/answer-table.ts";
import type { Sources } from "../engine/answer.ts";
import { Interfaces } from "../engine/interfaces.ts";
import { libraryOf } from "../engine/search-text.ts";
import { type FirstColumns, fromColumns } from "../index/columns.ts";
import { buildIndex, loadIndex } from "../index/text-index.ts";
import { BODIES_PER_FILE, type FullFile, searchFiles, unpackFirst, unpackIndex } from "../index/wire.ts";
import { fileOfName, NameTable } from "../lookup/header-names.ts";
import type { ShardRow } from "../lookup/lookup.ts";
import type { Loaded } from "./start-worker.ts";

/** What the browser searches: the first file until the full file is loaded. */
export interface RemoteSources extends Sources {
  /** Whether the full file is loaded. */
  isFull(): boolean;
  /** Loads it, after the first file; rejects where that fails. */
  loadFull(): Promise<unknown>;
  /** Loads the summaries that the first file leaves out, into its entries. */
  loadSummaries(): Promise<unknown>;
}

/**
 * @param base the site's base path, without a trailing slash
 * @param sent the first file; where that could not be loaded, it is tried again
 */
export function remoteSources(base: string, sent: Promise<Loaded["first"]>): RemoteSources {
  const load = memo(async (path: string) => {
    const response = await fetch(`${base}${path}`);
    if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`);
    return (await response.json()) as unknown;
  });
  const tableAt = memo(async (path) => new NameTable((await load(path)) as string));
  const first = sent.then(async (buffer) => {
    const file = buffer ? JSON.parse(new TextDecoder().decode(buffer)) : await load(searchFiles.first);
    const { pages, interfaces } = unpackFirst(fromColumns(file as FirstColumns));
    const entries = pages.map(({ entry }) => entry);
    return libraryOf(entries, buildIndex(pages), new Interfaces(interfaces));
  });
  let library = first;
  let isFull = false;
  let calls: ReadonlySet<string> = new Set();
  // Sequentially: the first file gets the whole bandwidth.
  const loadFull = async () => {
    await first;
    const { entries, index, calls: named } = (await load(searchFiles.full)) as FullFile;
    const { interfaces } = await first;
    library = Promise.resolve(libraryOf(entries, loadIndex(unpackIndex(index)), interfaces));
    calls = new Set(named.split(" "));
    isFull = true;
  };
  const loadSummaries = async () => {
    const { entries } = await first;
    const summaries = (await load(searchFiles.summaries)) as string[];
    for (const [at, summary] of summaries.entries()) Object.assign(entries[at] ?? {}, { summary });
  };
  // Callers that await it see the failure.
  first.catch(() => undefined);
  let full: Promise<void> | undefined;
  return {
    library: () => library,
    shards: async (digits) => (await load(searchFiles.shard(digits))) as ShardRow[],
    body: async (id) => {
      const bodies = (await load(searchFiles.bodies(Math.floor(id / BODIES_PER_FILE)))) as string[];
      return bodies[id % BODIES_PER_FILE] ?? "";
    },
    headerNames: async (name) => {
      const starts = (await load(searchFiles.nameStarts)) as string[];
      return (await tableAt(searchFiles.names(fileOfName(name, starts)))) as NameTable;
    },
    kernelNames: async () => (await load(searchFiles.kernels)) as LineNames[],
    kernels: async () => {
      const [lines, table, { answersIn }, { kernelsOfTable }] = await Promise.all([
        load(searchFiles.kernels),
        load(searchFiles.answers),
        import("../../model/kernels/answer-table.ts"),
        import("../lookup/kernel-verdicts.ts"),
      ]);
      return kernelsOfTable(lines as LineNames[], answersIn(table as AnswerTable), base);
    },
    isCall: (name) => calls.has(name),
    isFull: () => isFull,
    // What failed is tried again with the next question.
    loadFull: () =>
      (full ??= loadFull().catch((error: unknown) => {
        full = undefined;
        throw error;
      })),
    loadSummaries,
  };
}

/** Loads each file once; a load that failed is tried again on the next request. */
function memo(load: (path: string) => Promise<unknown>): (path: string) => Promise<unknown> {
  const loads = new Map<string, Promise<unknown>>();
  return (path) => {
    const known = loads.get(path);
    if (known) return known;
    const loading = load(path);
    loads.set(path, loading);
    loading.catch(() => loads.delete(path));
    return loading;
  };
}
