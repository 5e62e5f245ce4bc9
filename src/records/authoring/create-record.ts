import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quoted } from "../../domain/text.ts";
import { ALL, type KnownNames } from "../read/known-names.ts";
import { readFiles } from "../read/read-files.ts";
import { readExpectation, slug } from "../schema/primitives.ts";
import { draftChange, draftDocument, draftTopic } from "./draft.ts";

const kinds = {
  change: { folder: "changes", extension: ".md", draft: () => draftChange({}) },
  topic: { folder: "topics", extension: ".md", draft: () => draftTopic({}) },
  document: { folder: "documents", extension: ".yaml", draft: () => draftDocument({}) },
};

export type RecordKind = keyof typeof kinds;
export const recordKinds = Object.keys(kinds) as RecordKind[];

/**
 * Writes a draft of a new record, never over another file.
 * @returns the path written, or a sentence that says why the name is refused
 */
export function createRecord(
  contentDir: string,
  kind: RecordKind,
  name: string,
): { path: string } | { refused: string } {
  const refused = wrongSlug(name) ?? takenBy(name, readFiles(contentDir).known);
  if (refused) return { refused };
  const { folder, extension, draft } = kinds[kind];
  const path = join(contentDir, folder, `${name}${extension}`);
  mkdirSync(join(contentDir, folder), { recursive: true });
  try {
    // wx: fails if the file exists, even as a dangling symbolic link.
    writeFileSync(path, draft(), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return { refused: `${path} already exists.` };
    throw error;
  }
  return { path };
}

function wrongSlug(name: string): string | null {
  const { error } = slug.safeParse(name);
  const said = error && readExpectation(error.issues[0]?.message ?? "");
  return said ? `expected ${said.what}, found ${quoted(name)}. ${said.remedy}` : null;
}

/** Changes, topics and documents share one namespace of slugs, because links in bodies use the slug alone. */
function takenBy(name: string, known: KnownNames): string | null {
  const shown = quoted(name);
  const alias = known.changeAliases.get(name);
  if (alias !== undefined)
    return `${shown} is an earlier name of the change ${quoted(alias)}. Choose another.`;
  const topicAlias = known.topicAliases.get(name);
  if (topicAlias !== undefined)
    return `${shown} is another name of the topic ${quoted(topicAlias)}. Choose another.`;
  if (name === ALL) return `${shown} stands for every namespace. Choose another name.`;
  const taken = [
    ["change", known.changes],
    ["topic", known.topics],
    ["document", known.documents],
  ] as const;
  const owner = taken.find(([, names]) => names.has(name));
  return owner ? `${shown} is the name of a ${owner[0]} already. Choose another.` : null;
}
