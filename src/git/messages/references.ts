import { hashWords } from "./hash-words.ts";
import { parseSubject } from "./parse-commit.ts";

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
 * - revert: what `git revert` writes, at the start of a line, because people quote, announce and deny reverts in all
 *   other forms: "This reverts commit <sha>", and "This reverts <sha> commit." of 2005. Under git's subject
 *   (Revert "subject") a line may also begin with "Revert <sha>" or "Revert commit <sha>"
 * - fix: the first hash of a line that begins with "Fixes:"
 * - mention: any other
 * @param object the commit object
 */
export function referencesIn(object: Buffer): Reference[] {
  const references: Reference[] = [];
  const isTitledRevert = REVERT_SUBJECT.test(parseSubject(object));
  hashWords(object, 0, object.length, (_, first, end) => {
    const before = object.toString("latin1", Math.max(0, first - 120), first);
    const after = object.toString("latin1", end, end + 400);
    references.push({
      prefix: object.toString("latin1", first, end),
      kind: kindOf(before, after, isTitledRevert),
      quotedSubject: quotedSubject(object, end),
    });
  });
  return references;
}

const COPIED_BEFORE = [
  /(?:^|\n)[ \t[(]*upstream commit:?\s+$/i,
  /\((?:cherry[ -]picked|back-?ported) from commit\s+$/i,
];
const UPSTREAM_AFTER = /^[ \t]+upstream\b/i;
const LINE_OF_COMMIT = /(?:^|\n)[ \t[(]*commit\s+$/i;
const REVERTS_COMMIT = /\nThis reverts commit\s+$/;
const REVERTS = /\nThis reverts $/; // <sha> commit.
const REVERT_SUBJECT = /(?<!partially |partly )\brevert ["']/i;
const TITLED_REVERT = /\n[ \t]*(?:This )?reverts?\s+(?:commits?\s+)?$/i;
const FIXES_BEFORE = /(?:^|\n)[ \t]*fixes:?[ \t]+(?:commit:?[ \t]+)?[("'<]*$/i;

function kindOf(before: string, after: string, isTitledRevert: boolean): ReferenceKind {
  if (COPIED_BEFORE.some((pattern) => pattern.test(before))) return "copy";
  if (LINE_OF_COMMIT.test(before) && UPSTREAM_AFTER.test(after)) return "copy";
  if (REVERTS_COMMIT.test(before) || (REVERTS.test(before) && after.startsWith(" commit"))) return "revert";
  if (isTitledRevert && TITLED_REVERT.test(before)) return "revert";
  return FIXES_BEFORE.test(before) ? "fix" : "mention";
}

/** `<sha> ("subject")`, with or without quotation marks, on one line or more. */
function quotedSubject(object: Buffer, end: number): string | null {
  const after = object.toString("utf8", end, end + 400);
  const [, quoted] = /^[\s:,]{0,4}\(\s*["']?(.{3,300}?)["']?\s*\)/s.exec(after) ?? [];
  return quoted === undefined ? null : quoted.replace(/\s+/g, " ");
}
