import { hiddenCharacters } from "../domain/hidden-characters.ts";
import type { RepositoryFacts } from "./merge-facts.ts";

/** The files of content/facts: path below it -> text. The same facts give the same bytes. */
export function factsFiles(facts: ReadonlyMap<string, RepositoryFacts>): Map<string, string> {
  const files = new Map<string, string>();
  for (const [repository, { clones, commits }] of facts) {
    if (commits.size === 0) continue;
    files.set(`${repository}/clones.json`, toJson(clones));
    for (const [sha, commit] of commits) files.set(`${repository}/commits/${sha}.json`, toJson(commit));
  }
  return files;
}

/**
 * JSON with one key or list entry a line, which is what a diff needs. Characters that cannot be seen or that turn
 * the direction of text are written as escapes: a reader of the file sees what a program reads.
 */
function toJson(value: object): string {
  const lines = Object.entries(value).map(([key, entry]) => `  ${compact(key)}: ${entryJson(entry)}`);
  return `{\n${lines.join(",\n")}\n}\n`;
}

function entryJson(entry: unknown): string {
  if (!Array.isArray(entry) || entry.length === 0) return compact(entry);
  return `[\n${entry.map((each) => `    ${compact(each)}`).join(",\n")}\n  ]`;
}

function compact(value: unknown): string {
  return JSON.stringify(value).replace(hiddenCharacters("file"), (character) => {
    return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, "0")}`;
  });
}
