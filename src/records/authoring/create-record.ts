import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { quoted, spellOut } from "../../domain/text.ts";
import type { Problem } from "../problem.ts";
import { ALL, type KnownNames } from "../read/known-names.ts";
import { readFiles } from "../read/read-files.ts";
import { readExpectation, slug } from "../schema/primitives.ts";
import { draftChange, draftDocument, draftTopic, draftVendorFact } from "./draft.ts";

const kinds = {
  change: { folder: "changes", extension: ".md", draft: () => draftChange({}) },
  topic: { folder: "topics", extension: ".md", draft: () => draftTopic({}) },
  document: { folder: "documents", extension: ".yaml", draft: () => draftDocument({}) },
  "vendor-fact": { folder: "kernels/facts", extension: ".yaml", draft: () => draftVendorFact({}) },
};

export type RecordKind = keyof typeof kinds;
export const recordKinds = Object.keys(kinds) as RecordKind[];

/** What is expected of the name of a record, what was found, and what to do. */
type Refusal = Pick<Problem, "expected" | "found" | "remedy">;

/**
 * Writes a draft of a new record, never over another file.
 * @returns the path of the draft, and the problem for which it was not written; none when it was
 */
export function createRecord(
  contentDir: string,
  kind: RecordKind,
  name: string,
): { path: string; problems: Problem[] } {
  const { folder, extension, draft } = kinds[kind];
  const path = join(contentDir, folder, `${name}${extension}`);
  const failed = (refusal: Refusal) => {
    return { path, problems: [{ file: spellOut(path), line: 1, column: 1, field: "slug", ...refusal }] };
  };
  const isLinked = kind !== "vendor-fact";
  const refusal = wrongSlug(name) ?? (isLinked ? takenBy(name, readFiles(contentDir).known) : null);
  if (refusal) return failed(refusal);
  mkdirSync(join(contentDir, folder), { recursive: true });
  try {
    // wx: fails if the file exists, even as a dangling symbolic link.
    writeFileSync(path, draft(), { flag: "wx" });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return failed({ expected: "no file of this name", found: "one", remedy: "It was left as it is." });
  }
  return { path, problems: [] };
}

function wrongSlug(name: string): Refusal | null {
  const { error } = slug.safeParse(name);
  const said = error && readExpectation(error.issues[0]?.message ?? "");
  return said ? { expected: said.what, found: quoted(name), remedy: said.remedy } : null;
}

/** Changes, topics and documents share one namespace of slugs, because links in bodies use the slug alone. */
function takenBy(name: string, known: KnownNames): Refusal | null {
  const taken = (by: string): Refusal => {
    return { expected: "a free name", found: `${quoted(name)}, ${by}`, remedy: "Choose another." };
  };
  const alias = known.changeAliases.get(name);
  if (alias !== undefined) return taken(`an earlier name of the change ${quoted(alias)}`);
  const topicAlias = known.topicAliases.get(name);
  if (topicAlias !== undefined) return taken(`another name of the topic ${quoted(topicAlias)}`);
  if (name === ALL) return taken("which stands for every namespace");
  const owners = [
    ["change", known.changes],
    ["topic", known.topics],
    ["document", known.documents],
  ] as const;
  const owner = owners.find(([, names]) => names.has(name));
  return owner ? taken(`the name of a ${owner[0]}`) : null;
}
