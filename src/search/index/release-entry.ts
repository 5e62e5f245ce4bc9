import type { Corpus } from "../../records/corpus.ts";
import type { Entry, Indexed } from "./entry.ts";
import { filled } from "./filled.ts";

export function indexedRelease({ version, date }: Corpus["releases"][number]): Indexed {
  return {
    entry: filled<Entry>({
      kind: "release",
      path: `/releases/${version}/`,
      title: `Linux ${version}`,
      releases: [[version, date]],
    }),
    names: [version, `Linux ${version}`, `kernel ${version}`],
    manPages: [],
    synonyms: [],
    body: "",
  };
}
