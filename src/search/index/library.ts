import { Matcher } from "../engine/matches.ts";
import { type Directory, directoryOf } from "../query/filters.ts";
import type { Entry } from "./entry.ts";
import type { TextIndex } from "./text-index.ts";

/** What text is searched in. An entry's place in the list is its id in the index. */
export interface Library {
  entries: readonly Entry[];
  matcher: Matcher;
  directory: Directory;
}

export function libraryOf(entries: readonly Entry[], index: TextIndex): Library {
  return { entries, matcher: new Matcher(index, entries.length), directory: directoryOf(entries) };
}
