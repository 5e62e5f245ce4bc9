import type { Entry } from "./entry.ts";
import { type Directory, directoryOf } from "./filters.ts";
import { Matcher } from "./matches.ts";
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
