import type { TagShapes } from "../../domain/release.ts";
import { type Containment, findContainment } from "../history/containment.ts";
import type { History } from "../history/history.ts";
import { readHistory } from "../history/read-history.ts";
import { type Clone, openClone } from "../process/open-clone.ts";
import { mainlineRef, type ReleaseTag, readRefs, releaseTags } from "./refs.ts";

/** A clone whose refs and history have been read. */
export interface OpenRepository {
  clone: Clone;
  history: History;
  containment: Containment;
  /** All release tags in version order, stable ones included. */
  tags: ReleaseTag[];
  /** The newest release or candidate in version order; null when there is none. */
  newestTag: string | null;
  /** The ref whose first-parent chain is the mainline. */
  mainline: { name: string; oid: string };
  /** Positions of the commits that refs point at, each once. */
  tips: number[];
}

export interface OpenOptions {
  /** The shapes of the repository's release tags, from content/repositories/. */
  shapes: TagShapes;
  /** The mainline ref; without it the usual names are tried, see `mainlineRef`. */
  mainline?: string | undefined;
  /** Whole hashes of commits to include in the history even if no ref reaches them, as far as the clone has them. */
  lookFor?: readonly string[];
  /** Gets sentences to show to the user that are not errors. */
  note: (sentence: string) => void;
}

/**
 * Opens a clone and reads its whole history, with at most four git processes. Later queries read only messages.
 * @param directory a bare repository, a work tree, or the .git inside one
 * @throws CloneRefused when the clone cannot give right answers (shallow, SHA-256, commits missing, no mainline)
 * @throws GitError when git fails
 * @example
 * const repository = await openRepository("linux.git", { shapes, note: console.error });
 * repository.containment.releaseOf(repository.history.index.find(sha)) // { release: "v4.14", candidate: "v4.14-rc1" }
 */
export async function openRepository(directory: string, how: OpenOptions): Promise<OpenRepository> {
  const clone = await openClone(directory);
  const refs = await readRefs(clone);
  const mainline = mainlineRef(refs, directory, how.mainline);
  const history = await readHistory(clone, refs, how.lookFor ?? [], how.note);
  const tags = releaseTags(refs, how.shapes);
  const containment = findContainment(history, tags, history.index.find(mainline.oid));
  const tips = new Set(refs.map(({ oid }) => history.index.find(oid)).filter((commit) => commit >= 0));
  const newestTag =
    tags.findLast(({ kind, oid }) => kind !== "stable" && history.index.find(oid) >= 0)?.name ?? null;
  return { clone, history, containment, tags, newestTag, mainline, tips: [...tips] };
}
