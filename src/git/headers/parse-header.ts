import { Conditions } from "./conditions.ts";
import { Declarations } from "./declarations.ts";
import { type Definition, isCallName, LONGEST_NAME, LONGEST_VALUE } from "./definition.ts";

/**
 * The names that a C header defines: macros, enumerators, members of structs, tags, numbers of system calls.
 * Comments, string literals and `#if 0` hold none. One pass, linear in the text; whatever the text is, it ends.
 * @param text decoded as Latin-1 or UTF-8
 * @returns in the order of the text; a name that is defined twice comes twice
 * @example parseHeader("#define NS_GET_NSTYPE _IO(NSIO, 0x3)")[0]?.value // "_IO(NSIO, 0x3)"
 */
export function parseHeader(text: string): Definition[] {
  const conditions = new Conditions();
  const definitions: Definition[] = [];
  const declarations = new Declarations(definitions);
  let line = 1;
  let at = 0;
  let isLineStart = true;
  /** The name of an `#ifndef` right before. */
  let guard = "";

  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === NEWLINE) {
      line += 1;
      at += 1;
      isLineStart = true;
    } else if (code === SPACE || code === TAB || code === RETURN) {
      at += 1;
    } else if (code === SLASH && text.charCodeAt(at + 1) === STAR) {
      const end = text.indexOf("*/", at + 2);
      const next = end < 0 ? text.length : end + 2;
      line += newlinesIn(text, at, next);
      at = next;
    } else if (code === SLASH && text.charCodeAt(at + 1) === SLASH) {
      at = endOfLine(text, at);
    } else if (code === HASH && isLineStart) {
      const directive = readDirective(text, at + 1);
      const found = take(directive, line);
      if (found) definitions.push(found);
      line += newlinesIn(text, at, directive.end);
      at = directive.end;
    } else if (code === QUOTE || code === APOSTROPHE) {
      at = endOfString(text, at, code);
      isLineStart = false;
    } else if (isWordCode(code)) {
      let end = at + 1;
      while (isWordCode(text.charCodeAt(end))) end += 1;
      const now = conditions.now;
      if (now !== "off") declarations.word(text.slice(at, end), line, now === "private");
      at = end;
      isLineStart = false;
    } else {
      if (conditions.now !== "off" && code > SPACE) declarations.sign(text.charAt(at));
      at += 1;
      isLineStart = isLineStart && code < SPACE;
    }
  }
  declarations.end();
  return definitions;

  function take({ word, rest }: Directive, at: number): Definition | null {
    const before = guard;
    guard = word === "ifndef" ? rest.trim() : "";
    if (conditions.take(word, rest)) {
      declarations.condition();
      return null;
    }
    const now = conditions.now;
    return word === "define" && now !== "off" ? macro(rest, at, now === "private", before) : null;
  }
}

const NEWLINE = 10;
const RETURN = 13;
const TAB = 9;
const SPACE = 32;
const QUOTE = 34;
const HASH = 35;
const APOSTROPHE = 39;
const STAR = 42;
const SLASH = 47;

function isWordCode(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95
  );
}

function newlinesIn(text: string, from: number, to: number): number {
  let count = 0;
  for (let at = from; at < to; at += 1) if (text.charCodeAt(at) === NEWLINE) count += 1;
  return count;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end;
}

/** An apostrophe in assembler or prose ends with its line at the latest. */
function endOfString(text: string, from: number, quote: number): number {
  for (let at = from + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === quote) return at + 1;
    if (code === NEWLINE) return at;
    if (code === 92) at += 1;
  }
  return text.length;
}

interface Directive {
  word: string;
  /** Without comments, joined over continued lines. */
  rest: string;
  /** Where the line ends, continued lines and comments included. */
  end: number;
}

function readDirective(text: string, from: number): Directive {
  let rest = "";
  for (let at = from; ; ) {
    const end = endOfLine(text, at);
    const line = text.slice(at, end);
    const comment = commentIn(line);
    if (comment?.[0] === "/*") {
      rest += `${line.slice(0, comment.index)} `;
      const close = text.indexOf("*/", at + comment.index + 2);
      at = close < 0 ? text.length : close + 2;
      continue;
    }
    const isContinued = /\\\r?$/.test(line.slice(-2)) && end < text.length;
    const code = comment ? line.slice(0, comment.index) : line;
    rest += isContinued ? `${code.replace(/\\\r?$/, "")} ` : code;
    if (!isContinued) {
      const parsed = /^\s*(\w*)\s*/.exec(rest);
      return { word: parsed?.[1] ?? "", rest: rest.slice(parsed?.[0].length ?? 0), end };
    }
    at = end + 1;
  }
}

/** The first comment of a line outside of string literals, which are short. */
function commentIn(line: string): RegExpExecArray | null {
  const parts = /"(?:\\.|[^"\\]){0,400}"|'(?:\\.|[^'\\]){0,8}'|\/[/*]/g;
  for (let part = parts.exec(line); part; part = parts.exec(line)) if (part[0].startsWith("/")) return part;
  return null;
}

function macro(rest: string, line: number, isPrivate: boolean, guard: string): Definition | null {
  const parts = /^([A-Za-z_]\w*)(\([^)]*\))?/.exec(rest);
  const name = parts?.[1] ?? "";
  if (name === "" || name.length > LONGEST_NAME) return null;
  const text = rest
    .slice(parts?.[0].length)
    .slice(0, 4 * LONGEST_VALUE)
    .replace(/\s+/g, " ")
    .trim();
  const call = /^__NR(?:3264)?_(\w+)$/.exec(name)?.[1];
  if (call !== undefined) {
    return isCallName(call) && text !== ""
      ? { kind: "call", name: call, line, value: null, isPrivate }
      : null;
  }
  if (text === "" && name === guard) return null;
  // `#define IFLA_MTU IFLA_MTU` beside an enumerator makes the name visible to #ifdef.
  const value = text === "" || text === name || text.length > LONGEST_VALUE ? null : text;
  return { kind: "constant", name, line, value, isPrivate };
}
