import { WHOLE_HASH } from "../domain/hash.ts";
import { wholeWord } from "../domain/text.ts";

/** Whole hashes; anything but a letter or digit may stand beside them. */
export const HASH_WORDS = new RegExp(`(?<![\\p{L}\\p{N}_])${WHOLE_HASH}(?![\\p{L}\\p{N}_])`, "giu");

const SOME_HASH = wholeWord("(?:[0-9a-f]{7,39}|[0-9a-f]{41,64})", "i");

/** Words that look like a hash of a wrong length. Dates (20181025) and words (deadbeef) do not. */
export function malformedHashes(text: string): { word: string; reason: string }[] {
  return (text.match(SOME_HASH) ?? [])
    .filter((word) => /\d/.test(word) && /[a-f]/i.test(word))
    .map((word) => ({
      word,
      reason: `expected a hash of 40 hex digits, found ${word.length}. Write the whole hash.`,
    }));
}

const COMMIT_PAGE = new RegExp(
  `/(?:c|commits?|patch)/(?:\\?(?:[^#]*&)?(?:id|h)=)?(${WHOLE_HASH})(?![0-9a-f])`,
  "i",
);

/** The hash in the address of a commit's page (cgit, gitweb, GitHub, GitLab); null for any other address. */
export function hashOfCommitPage(url: string): string | null {
  return COMMIT_PAGE.exec(url)?.[1]?.toLowerCase() ?? null;
}
