import { nearest } from "../domain/nearest.ts";
import { type Evidence, type FlatText, MARK } from "./flat-text.ts";
import type { Vocabulary } from "./known-content.ts";

/** The words of one bullet, taken apart. */
export interface BulletWords {
  line: number;
  /** From a prefix such as "(user,mnt)", when words follow it. */
  tags: string[];
  /** Whether they stand in brackets; "cgroup: fix it" is how many projects begin any line. */
  isMarked: boolean;
  /** What the bullet is called, without the evidence at either end; "" when it holds evidence alone. */
  title: string;
  /** The whole bullet as people read it. */
  shown: string;
  evidence: Noted[];
}

export interface Noted {
  evidence: Evidence;
  /** All words beside it, for a bullet that only tells of evidence; "" when there are none. */
  words: string;
  /** What stands beside it in parentheses, for a bullet whose other words are a title. */
  aside: string;
  /** What stands in parentheses before it, at the bullet's very start. */
  prefix: string;
}

const LIST = "[a-z][\\w-]*(?:\\s*,\\s*[a-z][\\w-]*)*";
/** "(user,mnt)": tags where one is known, or so near that it may be misspelt; "(man) fix typos" is text. */
const TAGS = new RegExp(`^\\(\\s*(${LIST})\\s*\\)[\\s:–—-]*`, "i");
/** "[user]" and "user, mnt:": tags only where all of them are known. */
const KNOWN_TAGS = new RegExp(`^(?:\\[\\s*(${LIST})\\s*\\][\\s:–—-]*|(${LIST})\\s*:\\s+)`, "i");
const GROUPS = /^\s*(?:\([^()]*\)[\s,;]*)+/;

/** Takes a bullet's text apart. Any text has a title, evidence, or both; only "" has neither. */
export function readBulletWords({ line, text, evidence }: FlatText, vocabulary: Vocabulary): BulletWords {
  const prefix = tagsBefore(text, vocabulary);
  const rest = text.slice(prefix.length);
  const title = titleOf(rest.split(MARK), evidence);
  const isTagged = prefix.tags.length > 0 && title !== "";
  return {
    line,
    tags: isTagged ? prefix.tags : [],
    isMarked: isTagged && prefix.isMarked,
    title: isTagged ? title : titleOf(text.split(MARK), evidence),
    shown: withEvidence(text.split(MARK), evidence),
    evidence: noted((isTagged ? rest : text).split(MARK), evidence),
  };
}

const PREFIXED = new RegExp(`^[ \\t>]*[-*+][ \\t]+\\(\\s*(${LIST})\\s*\\)`, "gim");

/**
 * Whether words in parentheses before the bullets of a document are its tags; not where most are no known ones, as in
 * notes that name the part of a program: "(man)", "(lsfd)", "(mount)".
 */
export function hasTags(markdown: string, { tags: known }: Vocabulary): boolean {
  const lists = [...markdown.matchAll(PREFIXED)].map(([, list = ""]) => list.toLowerCase().split(","));
  const unknown = lists.filter((tags) => !tags.some((tag) => known.has(tag.trim())));
  return unknown.length < 10 || unknown.length <= lists.length / 2;
}

function tagsBefore(
  text: string,
  { tags: known }: Vocabulary,
): {
  tags: string[];
  isMarked: boolean;
  length: number;
} {
  const marked = TAGS.exec(text);
  const found = marked ?? KNOWN_TAGS.exec(text);
  if (!found) return { tags: [], isMarked: false, length: 0 };
  const tags = (found[1] ?? found[2] ?? "").split(",").map((tag) => tag.trim().toLowerCase());
  const areTags = marked
    ? tags.some((tag) => known.has(tag) || nearest(tag, known) !== null)
    : tags.every((tag) => known.has(tag));
  if (!areTags) return { tags: [], isMarked: false, length: 0 };
  return { tags, isMarked: found[2] === undefined, length: found[0].length };
}

/** `between` is the text before, between and after the evidence. Evidence amid words is part of the title. */
function titleOf(between: string[], evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return tidy(between[0] ?? "");
  const first = between.findIndex((words) => !isAside(words));
  if (first < 0) return "";
  const last = between.findLastIndex((words) => !isAside(words));
  const words = between.slice(first, last + 1);
  if (first > 0) words[0] = (words[0] ?? "").replace(GROUPS, "");
  // "idmapped mounts (5.19, commit …)": what is left of brackets around evidence is none of the title's words.
  if (last < between.length - 1) words.push((words.pop() ?? "").replace(/\s*[([][^()[\]]*$/, ""));
  const title = tidy(withEvidence(words, evidence.slice(first)));
  return title === "" ? tidy(withEvidence(between, evidence)) : title;
}

/** Whether words say nothing but what the evidence beside them is: parentheses, punctuation, "commit". */
function isAside(words: string): boolean {
  const others = words.replace(/\([^()]*\)/g, " ").replace(/\b(?:commits?|and)\b/gi, " ");
  return !/[\p{L}\p{N}]/u.test(others);
}

function noted(between: readonly string[], evidence: readonly Evidence[]): Noted[] {
  const beside = between.map((words, index) => withoutLabel(words, evidence[index]?.label ?? ""));
  const before = beside[0] ?? "";
  return evidence.map((each, index) => {
    const after = beside[index + 1] ?? "";
    const prefix = index === 0 && isAside(before) ? before : "";
    return {
      evidence: each,
      words: notes([index === 0 ? before : "", each.label ?? "", after]),
      aside: notes([prefix, GROUPS.exec(after)?.[0] ?? ""]),
      prefix: notes([prefix]),
    };
  });
}

function withoutLabel(words: string, label: string): string {
  return words.endsWith(label) ? words.slice(0, words.length - label.length) : words;
}

function notes(passages: readonly string[]): string {
  return passages
    .map(noteFrom)
    .filter((note) => note !== "")
    .join("; ");
}

/** `("Introduce v3 capabilities")` is the note: Introduce v3 capabilities. */
function noteFrom(words: string): string {
  const bare = tidy(words.replace(/\b(?:commits?|and)\s*$/i, ""));
  const isGroups = /^(?:\([^()]*\)[\s,;]*)+$/.test(bare);
  const inner = isGroups ? bare.slice(1, -1).replace(/\)[\s,;]*\(/g, "; ") : bare;
  const note = tidy(inner.replace(/^["“](.*)["”]$/, "$1"));
  return /[\p{L}\p{N}]/u.test(note) ? note : "";
}

function withEvidence(between: readonly string[], evidence: readonly Evidence[]): string {
  const shown = between.map((words, index) =>
    index === 0 ? words : `${evidence[index - 1]?.shown ?? ""}${words}`,
  );
  return shown.join("").replace(/\s+/g, " ").trim();
}

function tidy(words: string): string {
  return words.replace(/^[\s,;:–—-]+/, "").replace(/[\s,;:–—-]+$/, "");
}
