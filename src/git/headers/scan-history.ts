// Over 250 lines: one walk over a history, whose steps share what they have read.
import { compareReleases } from "../../domain/release.ts";
import type { Progress } from "../messages/scan-messages.ts";
import { CloneRefused } from "../process/git-error.ts";
import type { Clone } from "../process/open-clone.ts";
import { readBlobs } from "../trees/read-blobs.ts";
import { entriesAt, readTrees, type TreeEntry } from "../trees/read-trees.ts";
import { exportedHeaders } from "./export-lists.ts";
import { findSnapshots, type SnapshotOptions, tipOf } from "./find-snapshots.ts";
import { type HeaderFiles, type HeaderHistory, pathsOf, type Snapshot } from "./history.ts";
import { type Families, familyOf, type HeaderFile, type Observed } from "./observe.ts";
import { parseHeader } from "./parse-header.ts";
import { parseTable } from "./parse-table.ts";
import { Timeline } from "./timeline.ts";

/** What a header history shows. */
export interface ScannedHistory {
  /** The commit that was read: the tip of the branch; for tags the newest import. */
  tip: string;
  snapshots: Snapshot[];
  names: Observed[];
  /** The different files that were read, each a hash. */
  blobs: string[];
}

/** Longer than any Kbuild file. */
const LONGEST_LIST = 1_000_000; // bytes
/** A header longer than this is none; the longest real one has 600 kB. */
const LONGEST_HEADER = 4_000_000; // bytes

/**
 * The headers of whole histories by the family of what they define, for `scanHistory` of a history that has not all;
 * null where there is none.
 * @example familyHeaders([bionic]).get("PIDFD") // Set { "linux/pidfd.h" }
 */
export function familyHeaders(histories: readonly ScannedHistory[]): Families | null {
  const families = new Map<string, Set<string>>();
  for (const { kind, name, header, present } of histories.flatMap(({ names }) => names)) {
    if (kind === "call" || present === null) continue;
    const family = familyOf(name);
    families.set(family, (families.get(family) ?? new Set()).add(header));
  }
  return families.size === 0 ? null : families;
}

/**
 * Reads a header history: its imports, their headers, and what each name's first and last are.
 * @throws CloneRefused when it is not what the declaration says
 * @throws GitError when git fails
 */
export async function scanHistory(
  clone: Clone,
  history: HeaderHistory,
  options: SnapshotOptions & { progress: Progress; families: Families | null },
): Promise<ScannedHistory> {
  const snapshots = await findSnapshots(clone, history, options);
  const declared = history.files.flatMap(({ path, as, ...rest }) => {
    const isOther = path.includes("{arch}");
    const names = pathsOf(as ?? path, history.otherArchitectures);
    return pathsOf(path, history.otherArchitectures).map((own, at) => ({
      ...rest,
      path: own,
      as: names[at],
      isOther,
    }));
  });
  const wanted = snapshots.flatMap((snapshot, at) =>
    declared.flatMap((files) =>
      isOf(files, snapshot) ? [{ at, files, commit: snapshot.commit, path: files.path }] : [],
    ),
  );
  const entries = await entriesAt(clone.gitDirectory, wanted);
  const trees = await readTrees(
    clone.gitDirectory,
    entries.flatMap((entry) => (entry?.type === "tree" ? [entry.oid] : [])),
  );
  const list = listing(trees);
  const files = snapshots.map(() => new Map<string, HeaderFile>());
  const forms = new Map<string, HeaderFiles["form"]>();
  const patched = new Set(history.patched);
  /** The files of folders that also hold what programs do not see: path -> blob. */
  const internals = snapshots.map(() => new Map<string, string>());
  wanted.forEach(({ at, files: own }, place) => {
    const entry = entries[place];
    if (!entry) return;
    const { path, as = path, form, internal = false, isOther } = own;
    const found = entry.type === "blob" ? [{ name: "", blob: entry.oid }] : list(entry.oid);
    for (const { name, blob } of found) {
      if (internal) internals[at]?.set(joined(path, name), blob);
      if (form === "headers" && !name.endsWith(".h") && name !== "") continue;
      const header = joined(as, name);
      if (patched.has(header)) continue;
      files[at]?.set(header, {
        ...{ header, path: joined(path, name), blob },
        ...{ isInternal: internal, isExported: true, isOther },
      });
      forms.set(blob, form);
    }
  });
  const firstList = await judgeExports(clone, history, snapshots, internals, files);
  for (const own of files) {
    for (const [name, { isOther, isExported }] of own) if (isOther && !isExported) own.delete(name);
  }
  const timeline = await readTimeline(clone, files, forms, options.progress);
  const names = timeline.observe(
    history,
    snapshots,
    firstList,
    (at) => files[at] ?? new Map(),
    options.families,
  );
  const tip = history.release.by === "tags" ? (snapshots.at(-1)?.commit ?? "") : await tipOf(clone, history);
  return {
    tip,
    snapshots,
    names: names.filter(({ name }) => !patched.has(name) && !patched.has(name.split(".")[0] ?? "")),
    blobs: [...new Set(files.flatMap((own) => [...own.values()].map(({ blob }) => blob)))],
  };
}

/**
 * Marks the headers that programs do not get. Before the first list of exported headers those of that list count, and
 * those that are gone by then.
 * @param internals the files of each snapshot among which are such headers: path -> blob
 * @param files the headers of each snapshot, which are marked
 * @returns the first snapshot that has a list; 0 when the history declares none
 */
async function judgeExports(
  { gitDirectory }: Clone,
  history: HeaderHistory,
  snapshots: readonly Snapshot[],
  internals: readonly Map<string, string>[],
  files: readonly ReadonlyMap<string, HeaderFile>[],
): Promise<number> {
  if (history.exports.length === 0) return 0;
  const roots = history.exports.flatMap((path) => pathsOf(path, history.otherArchitectures));
  const wanted = snapshots.flatMap(({ commit }, at) => roots.map((path) => ({ at, commit, path })));
  const entries = await entriesAt(gitDirectory, wanted);
  wanted.forEach(({ at, path }, place) => {
    const entry = entries[place];
    if (entry?.type === "blob") internals[at]?.set(path, entry.oid);
  });
  const blobs = new Set(
    internals.flatMap((own) =>
      [...own].flatMap(([path, blob]) => (/\/Kbuild[^/]*$/.test(path) ? [blob] : [])),
    ),
  );
  const texts = new Map<string, string>();
  const inOrder = [...blobs];
  await readBlobs(gitDirectory, inOrder, LONGEST_LIST, (place, content) => {
    if ("bytes" in content) texts.set(inOrder[place] ?? "", content.bytes.toString("latin1"));
  });
  const lists = internals.map((own) =>
    exportedHeaders(roots, {
      paths: own.keys(),
      textOf: (path) => texts.get(own.get(path) ?? "") ?? null,
    }),
  );
  const firstList = lists.findIndex((list) => list !== null);
  files.forEach((own, at) => {
    for (const header of own.values()) {
      if (!header.isInternal) continue;
      const later = at < firstList ? files[firstList]?.get(header.header) : undefined;
      const path = later?.path ?? header.path;
      const isGone = at < firstList && later === undefined;
      header.isExported = isGone || (lists[Math.max(at, firstList)]?.has(path) ?? false);
    }
  });
  return firstList < 0 ? snapshots.length : firstList;
}

/** Reads each header where it changed, in the order of the snapshots; none is kept. */
async function readTimeline(
  clone: Clone,
  files: readonly ReadonlyMap<string, HeaderFile>[],
  forms: ReadonlyMap<string, HeaderFiles["form"]>,
  progress: Progress,
): Promise<Timeline> {
  const changes = files.flatMap((own, at) =>
    [...own.values()].flatMap(({ header, blob, isExported, isOther }) => {
      const before = files[at - 1]?.get(header);
      const isSame = before?.blob === blob && before.isExported === isExported;
      return isSame ? [] : [{ at, header, blob, isExported, isOther }];
    }),
  );
  const removed = files.map((own, at) =>
    at === 0 ? [] : [...(files[at - 1]?.keys() ?? [])].filter((header) => !own.has(header)),
  );
  const timeline = new Timeline();
  let reached = 0;
  const reach = (at: number) => {
    for (; reached <= at; reached += 1) {
      for (const header of removed[reached] ?? []) timeline.remove(header, reached);
    }
  };
  const blobs = changes.map(({ blob }) => blob);
  await readBlobs(clone.gitDirectory, blobs, LONGEST_HEADER, (place, content) => {
    const change = changes[place];
    if (!change) return;
    if ("refused" in content && content.refused !== "too large") {
      // Without it, what it defines would look absent.
      throw new CloneRefused(
        `${clone.name} lacks ${change.header} (${change.blob}). Fetch it, or clone again.`,
      );
    }
    progress(place + 1, blobs.length);
    reach(change.at);
    const form = forms.get(change.blob) ?? "headers";
    const text = "bytes" in content ? content.bytes.toString("latin1") : "";
    const definitions = form === "headers" ? parseHeader(text) : parseTable(text, form);
    // A system call is there whether its number is exported or not.
    const own =
      change.isExported && !change.isOther
        ? definitions
        : definitions.map((each) =>
            each.kind === "call" && !change.isOther ? each : { ...each, isPrivate: true },
          );
    timeline.change(change.header, own, change.at);
  });
  reach(files.length - 1);
  return timeline;
}

function isOf({ from, until }: HeaderFiles, { label }: Snapshot): boolean {
  return (
    (from === undefined || compareReleases(label, from) >= 0) &&
    (until === undefined || compareReleases(label, until) <= 0)
  );
}

function joined(folder: string, name: string): string {
  if (folder === "" || name === "") return folder + name;
  return `${folder}/${name}`;
}

const DEEPEST = 12; // folders

/** The files below a tree, each tree listed once. */
function listing(
  trees: ReadonlyMap<string, TreeEntry[]>,
): (tree: string) => { name: string; blob: string }[] {
  const known = new Map<string, { name: string; blob: string }[]>();
  const list = (tree: string, depth: number): { name: string; blob: string }[] => {
    const done = known.get(tree);
    if (done) return done;
    const found = (trees.get(tree) ?? []).flatMap(({ name, type, oid }) => {
      if (type === "blob") return [{ name, blob: oid }];
      return depth >= DEEPEST
        ? []
        : list(oid, depth + 1).map((file) => ({ ...file, name: `${name}/${file.name}` }));
    });
    known.set(tree, found);
    return found;
  };
  return (tree) => list(tree, 0);
}
