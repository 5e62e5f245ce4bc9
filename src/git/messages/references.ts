import { hashWords } from "./hash-words.ts";

/** What a message says about another commit. A copy is the same change again, usually on a stable branch. */
export type ReferenceKind = "copy" | "revert" | "fix" | "mention";

export interface Reference {
  /** 7 to 40 hex digits, as in the message. */
  prefix: string;
  kind: ReferenceKind;
  /** The subject in brackets after the hash, for prefixes that are ambiguous; null: none. */
  quotedSubject: string | null;
}

/**
 * All hashes in a commit's message with the kind of reference, in the order of the message.
 * - copy: "commit <sha> upstream.", "[ Upstream commit <sha> ]", "(cherry picked from commit <sha>)"
 * - revert: "This reverts commit <sha>", "reverts commits <sha> and <sha>"
 * - fix: the first hash of a line that begins with "Fixes:"
 * - mention: any other
 * @param object the commit object
 */
export function referencesIn(object: Buffer): Reference[] {
  const references: Reference[] = [];
  let previous: { kind: ReferenceKind; end: number } | null = null;
  hashWords(object, 0, object.length, (_, first, end) => {
    const before = object.toString("latin1", Math.max(0, first - 120), first);
    const after = object.toString("latin1", end, end + 400);
    const between = previous === null ? "" : object.toString("latin1", previous.end, first);
    const goesOn = previous?.kind === "revert" && CONTINUED.test(between);
    const kind = goesOn ? "revert" : kindOf(before, after);
    references.push({
      prefix: object.toString("latin1", first, end),
      kind,
      quotedSubject: quotedSubject(object, end),
    });
    previous = { kind, end };
  });
  return references;
}

/** "commits <sha> ("subject"), <sha> and <sha>" */
const CONTINUED = /^\s*(?:\(".{0,200}"\))?\s*(?:,|and|&|,\s*and)\s*$/s;

const COPIED_BEFORE = [
  /(?:^|\n)[ \t[(]*upstream commit:?\s+$/i,
  /\((?:cherry[ -]picked|back-?ported) from commit\s+$/i,
];
const UPSTREAM_AFTER = /^[ \t]+upstream\b/i;
const LINE_OF_COMMIT = /(?:^|\n)[ \t[(]*commit\s+$/i;
const REVERTED_BEFORE = /\breverts?\s+(?:upstream\s+)?(?:commits?:?\s+)?[("'<]*$/i;
const FIXES_BEFORE = /(?:^|\n)[ \t]*fixes:?[ \t]+(?:commit:?[ \t]+)?[("'<]*$/i;

function kindOf(before: string, after: string): ReferenceKind {
  if (COPIED_BEFORE.some((pattern) => pattern.test(before))) return "copy";
  if (LINE_OF_COMMIT.test(before) && UPSTREAM_AFTER.test(after)) return "copy";
  if (REVERTED_BEFORE.test(before)) return "revert";
  return FIXES_BEFORE.test(before) ? "fix" : "mention";
}

/** `<sha> ("subject")`, with or without quotation marks, on one line or more. */
function quotedSubject(object: Buffer, end: number): string | null {
  const after = object.toString("utf8", end, end + 400);
  const [, quoted] = /^[\s:,]{0,4}\(\s*["']?(.{3,300}?)["']?\s*\)/s.exec(after) ?? [];
  return quoted === undefined ? null : quoted.replace(/\s+/g, " ");
}
