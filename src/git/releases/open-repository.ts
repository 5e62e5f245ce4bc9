import type { TagShapes } from "../../domain/release.ts";
import { type Containment, findContainment } from "../history/containment.ts";
import type { History } from "../history/history.ts";
import { readHistory } from "../history/read-history.ts";
import { type Clone, openClone } from "../process/open-clone.ts";
import { mainlineRef, type ReleaseTag, readRefs, releaseTags } from "./refs.ts";

/** A clone whose history has been read, ready to be asked. */
export interface OpenRepository {
  clone: Clone;
  history: History;
  containment: Containment;
  /** In version order, stable ones among them. */
  tags: ReleaseTag[];
  /** The newest release or candidate; null when there is none. */
  newestTag: string | null;
  mainline: { name: string; oid: string };
  /** Positions of the commits that refs name, each once. */
  tips: number[];
}

export interface HowToOpen {
  /** How the repository's release tags look. */
  shapes: TagShapes;
  /** The mainline ref, when it is not where it usually is. */
  mainline?: string | undefined;
  /** Whole hashes that may be of commits no ref reaches; they are taken into the history when the clone has them. */
  lookFor?: readonly string[];
  /** Receives sentences a person should see, none of them an error. */
  note: (sentence: string) => void;
}

/**
 * Opens a clone and reads its whole history: four git processes at most, whatever is asked afterwards.
 * @throws CloneRefused when the clone cannot give true answers
 */
export async function openRepository(directory: string, how: HowToOpen): Promise<OpenRepository> {
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
