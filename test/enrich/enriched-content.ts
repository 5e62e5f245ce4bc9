import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeDeclarations } from "../git/kernel-shaped.ts";
import { ALPHA, SHA, SOUND, TALK } from "../records/content-tree.ts";

/** A claim about a commit, as documents hold them. */
export type ClaimLine = [sha: string, field: string, value: string];

/**
 * Writes a sound content folder.
 * @param commits hashes that the change names
 * @param claims what the talk claims of commits, those of the change or others
 */
export function writeContent(directory: string, commits: string[], claims: ClaimLine[]): string {
  const list = commits.map((sha) => `  - sha: "${sha}"`).join("\n");
  const claimed = claims.map(
    ([sha, field, value]) =>
      `  - { commit: "${sha}", field: ${field}, value: "${value}", confidence: quoted }`,
  );
  const files = {
    ...SOUND,
    "changes/alpha.md": ALPHA.replace(`  - sha: "${SHA}"`, list),
    "documents/talk.yaml": `${TALK.slice(0, TALK.indexOf("claims:"))}claims: ${claimed.length === 0 ? "[]" : `\n${claimed.join("\n")}`}\n`,
  };
  for (const [path, text] of Object.entries(files)) {
    if (text === null) continue;
    mkdirSync(dirname(join(directory, path)), { recursive: true });
    writeFileSync(join(directory, path), text);
  }
  writeDeclarations(directory);
  return directory;
}
