import { aToZ } from "../search/index/a-to-z.ts";
import { entriesOf } from "../search/index/entries.ts";
import type { Indexed } from "../search/index/entry.ts";
import { bodyFiles, firstFile, fullFile } from "../search/index/site-files.ts";
import { shardsOf } from "../search/lookup/build-shards.ts";
import { keys } from "../search/query/query-keys.ts";
import { knowledge } from "./content.ts";
import { href } from "./links.ts";
import { hashView, subjectView } from "./views.ts";

let indexed: Indexed[] | undefined;

/** What can be found on this site, made once a build. */
function searchable(): Indexed[] {
  indexed ??= entriesOf(knowledge());
  return indexed;
}

/** The file that the browser loads first: names alone. */
export function firstSearchFile() {
  return firstFile(searchable());
}

/** The file that takes its place: every entry, and an index of all they say. */
export function fullSearchFile() {
  return fullFile(searchable());
}

export function bodyPaths() {
  return bodyFiles(searchable()).map((bodies, file) => ({
    params: { file: String(file) },
    props: { bodies },
  }));
}

/** The look-up files of hashes and addresses. */
export function shardPaths() {
  return [...shardsOf(knowledge())].map(([digits, rows]) => ({ params: { digits }, props: { rows } }));
}

/** The search page without a script: the keys of the query language, and an index from A to Z. */
export function searchPage() {
  const known = knowledge();
  return {
    keys: Object.values(keys),
    letters: aToZ(known).map(([letter, lines]) => ({
      letter,
      id: `letter-${letter === "#" ? "other" : letter.toLowerCase()}`,
      lines: lines.map(({ name, path, isCode, page }) => ({ name, href: href(path), isCode, page })),
    })),
    hashes: known.commits.map((commit) => ({
      hash: hashView(commit.sha, known),
      subject: subjectView(commit) ?? "subject unknown",
    })),
  };
}
