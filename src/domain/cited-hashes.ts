/**
 * Finds commit hashes in whatever a person pastes: log lines, trailers, addresses, tables, prose.
 * One pass over the words of the text; around each run of hex digits only a fixed distance is looked at, so the time
 * is linear in the text, whatever it holds.
 */

import { ANY_HASH, couldBeWord } from "./hash.ts";

/** What a text says a hash is to the commit at hand. */
export type HashRole = "commit" | "fixes" | "reverts" | "upstream" | "cherry-pick";

export interface CitedHash {
  /** 7 to 40 hex digits, lower case. */
  hash: string;
  role: HashRole;
  /**
   * `address`: part of a web address; `named`: after a keyword such as "commit" or "Fixes:"; `described`: the end of
   * what git describe prints; `bare`: a word of its own.
   */
  form: "address" | "named" | "described" | "bare";
  /** False for a bare word that may as well be a word ("deadbeef") or a number ("20181025"). */
  certain: boolean;
  /** Where the digits begin, in UTF-16 units, and how many there are. */
  at: number;
  length: number;
  /** The quoted subject after it; "" for none. */
  subject: string;
}

const BEFORE = 160; // UTF-16 units looked at before a hash
const AFTER = 400; // and after it, for a quoted subject

/** A stretch of text without blanks, quotation marks, angle brackets, backticks and the bars of tables. */
const WORD = /[^\s<>"“”'`|]+/g;
const RUN = /[0-9a-f]{7,}/gi;

/**
 * Every hash of 7 to 40 digits that a text names, in its order; the same hash may come more than once.
 * Parts of words, of message-ids and of UUIDs, file names, and runs of more than 40 digits are none.
 * @example hashesIn('Fixes: 8db6c34f1dbc ("Introduce v3 caps")')[0]?.subject // "Introduce v3 caps"
 */
export function hashesIn(text: string): CitedHash[] {
  const found: CitedHash[] = [];
  for (const { 0: word, index } of text.matchAll(WORD)) {
    if (word.length < 7) continue;
    for (const piece of piecesOf(word, index)) {
      for (const run of piece.text.matchAll(RUN)) {
        if (run[0].length > 40) continue;
        const each = citedAt(text, piece, piece.from + run.index, run[0]);
        if (each) found.push(each);
      }
    }
  }
  return found;
}

/**
 * The hashes that stand in a text as words of their own and can be nothing else: neither in addresses nor in what git
 * describe prints.
 */
export function hashWords(text: string): CitedHash[] {
  return hashesIn(text).filter(
    ({ hash, form }) => (form === "bare" || form === "named") && !couldBeWord(hash),
  );
}

const OF_A_FILE = /\/(?:blob|tree|raw|plain|log|blame|compare)\/|[?;&]a=(?:blob|tree|raw)/;

/**
 * The hash in the address of a commit's page; null for any other address, such as that of a file at a commit.
 * @example commitOfAddress("https://git.kernel.org/torvalds/c/8db6c34f1dbc") // "8db6c34f1dbc"
 */
export function commitOfAddress(address: string): string | null {
  if (OF_A_FILE.test(address)) return null;
  return hashesIn(address).find(({ form }) => form === "address")?.hash ?? null;
}

interface Piece {
  text: string;
  from: number;
  isAddress: boolean;
  /** A mail address or a message-id. */
  isMail: boolean;
}

/** An address may begin within a word: "[text](https://…". */
function piecesOf(word: string, at: number): Piece[] {
  let from = at;
  return word.split(/(?=https?:\/\/)/i).map((text) => {
    const isAddress = /^https?:\/\/|^[([{*_]*(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24}\//i.test(text);
    const piece = { text, from, isAddress, isMail: !isAddress && text.includes("@") };
    from += text.length;
    return piece;
  });
}

/** Scripts without blanks between words join nothing: 提交8db6c34f1dbc. */
const LETTER = /(?![\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])[\p{L}\p{N}_]/u;
/** v5.10-rc1-5-g of v5.10-rc1-5-gddbcc7e8e50a. */
const DESCRIBED = /(?<![\p{L}\p{N}_.-])[\w.]{1,40}(?:-[\w.]{1,20}){0,4}-\d{1,7}-g$/u;

function citedAt(text: string, piece: Piece, at: number, run: string): CitedHash | null {
  const end = at + run.length;
  const before = text.slice(Math.max(0, at - BEFORE), at);
  const after = text.slice(end, end + 6);
  const base = { hash: run.toLowerCase(), at, length: run.length };
  if (LETTER.test(after.slice(0, 1))) return null;
  if (isOfAncestor(after)) return null;
  if (before.endsWith("-g") && DESCRIBED.test(before))
    return { ...base, role: "commit", form: "described", certain: true, subject: "" };
  if (LETTER.test(before.slice(-1))) return null;
  if (piece.isAddress) {
    if (!isCommitInAddress(piece, at - piece.from, run)) return null;
    const role = keywordBefore(text.slice(Math.max(0, piece.from - BEFORE), piece.from)) ?? "commit";
    return { ...base, role, form: "address", certain: true, subject: "" };
  }
  const named = keywordBefore(before);
  const isJoined = piece.isMail || isPartOfWord(before, after);
  if (isJoined && !(/[@=]$/.test(before) && REPOSITORY.test(before))) return null;
  const subject = subjectAfter(text.slice(end, end + AFTER));
  if (named) return { ...base, role: named, form: "named", certain: true, subject };
  return { ...base, role: "commit", form: "bare", certain: !couldBeWord(base.hash), subject };
}

/** GitHub's torvalds/linux@X, and commit=X. */
const REPOSITORY = /(?:^|[\s([{"'`])[\w.-]{1,40}\/[\w.-]{1,50}@$|\b(?:commit|revision|rev|sha1?)=$/i;

/** X^ and X~2 are other commits; X^! and X%5E%21 are what X changed. */
function isOfAncestor(after: string): boolean {
  return /^(?:[~^]|%5e)/i.test(after) && !/^(?:\^!|%5e(?:%21|!))/i.test(after);
}

/** UUIDs, dates, paths, file names, versions: what is joined to a hash by a sign that joins words. */
function isPartOfWord(before: string, after: string): boolean {
  if (/[\p{L}\p{N}_]-$/u.test(before) || /^-[\p{L}\p{N}]/u.test(after)) return true;
  if (/[/\\=+%&#]$/.test(before) || /^(?:[/\\=+%@]|&(?![a-z#]))/.test(after)) return true;
  return /[^.]\.$/.test(before) || /^\.[\p{L}\p{N}]/u.test(after);
}

/** Whether an address names a commit there: /c/X, /commit/X, /+/X, ?id=X, ;h=X, kernel.dance/#X, compare/X..Y. */
function isCommitInAddress({ text }: Piece, at: number, run: string): boolean {
  const before = text.slice(Math.max(0, at - 200), at);
  const segment = `${before.slice(before.lastIndexOf("/") + 1)}${text.slice(at, at + 200).split("/", 1)}`;
  if (/@|%40/.test(segment)) return false;
  const address = text.slice(0, 400);
  const parameter = /[?&;]([a-z0-9]{1,20})=$/i.exec(before)?.[1]?.toLowerCase();
  if (parameter !== undefined) {
    // gitweb: h names the thing of the page, which may be a file; hb names the commit of a file.
    if (/[?;&]a=(?:blob|tree|raw)/.test(address)) return parameter === "hb";
    // cgit: h is the branch where id is the commit.
    if (parameter === "h" && /[?;&]id=/.test(address)) return false;
    // Bugs have ids too, syzbot's of 40 digits.
    if (parameter === "id") return CGIT.test(address);
    if (couldBeWord(run) && !/[?;&]a=commit/.test(address)) return false;
    return /^(?:h|hash|commit|rev|sha1?)$/.test(parameter);
  }
  if (before.endsWith("#")) return /kernel\.dance\/#$/i.test(before);
  if (/\.\.\.?$/.test(before)) return true;
  if (!before.endsWith("/")) return false;
  const kind = /([^/]*)\/$/.exec(before)?.[1]?.toLowerCase() ?? "";
  if (/^(?:commits?|linus)$/.test(kind)) return true;
  // Patchwork and Gerrit number what they list.
  if (/^(?:c|patch|\+|blob|tree|raw|rev|changeset|compare)$/.test(kind))
    return !couldBeWord(run) || /^[^/]*\/\/git\.kernel\.org\//i.test(address);
  // Elsewhere in a path: not the days of an archive, the numbers of posts, the names of gists.
  const isLikely = run.length === 40 || (run.length >= 12 && /[a-f]/i.test(run));
  return isLikely && !NO_COMMITS.test(kind) && !/^[^/]*\/\/gist\./i.test(address);
}

const CGIT = /\/(?:commit|patch|rawdiff|diff|log|tree|plain|blame|snapshot)(?:\/[^?]{0,300})?\?/;
const NO_COMMITS = /^(?:d|lists?|mail|pipermail|archives?|msg|r|all|message|[^/]*@[^/]*)$/;

const KEYWORDS: [RegExp, HashRole][] = [
  [/\bfixes\b:? (?:tag:? )?(?:commit:? )?$/i, "fixes"],
  [/\brevert(?:s|ed|ing)?\b:? (?:upstream )?(?:commits?:? )?$/i, "reverts"],
  [/\bcherry[- ]picked from (?:commit:? )?$/i, "cherry-pick"],
  [/\b(?:upstream|mainline)(?: commit)?(?: id)?:? $/i, "upstream"],
  [/\b(?:commits?|commit-id|git show|introduced by|changeset|revision|sha-?1)\b ?:? $/i, "commit"],
  [new RegExp(`\\bcommits:? (?:${ANY_HASH} ?[,;&]? ?(?:(?:and|or|und|et|y) )?){1,4}$`, "i"), "commit"],
  // The word in other languages.
  [/(?:коммит\p{L}{0,3}|коміт\p{L}{0,3}|提交|コミット|커밋) ?[:：]? $/iu, "commit"],
];

function keywordBefore(before: string): HashRole | null {
  // Between a keyword and its hash there may be quotation marks, brackets, Markdown's signs.
  const text = `${before.replace(/[\s"“'`*_([{<|\u00a0]+/gu, " ").trimEnd()} `;
  return KEYWORDS.find(([pattern]) => pattern.test(text))?.[1] ?? null;
}

/** `("subject")` after a hash, over the end of a line or not. */
function subjectAfter(after: string): string {
  const quoted = /^[`*_\])}]{0,4}[\s:,]{0,4}\(?\s{0,4}["“]([^"”]{1,300})["”]/.exec(after)?.[1];
  return quoted === undefined ? "" : quoted.replace(/\s+/g, " ").trim();
}
