// Over 250 lines: one scanner of C declarations; its states are only read together.
import { type Definition, LONGEST_NAME } from "./definition.ts";

/** A statement longer than this holds nothing that a header declares. */
const LONGEST_STATEMENT = 400; // words and signs
const DEEPEST = 64; // braces

type Body =
  | { kind: "file" }
  /** The body of a function or an initialiser: nothing in it is declared. */
  | { kind: "skipped" }
  | { kind: "enum"; next: Enumerator; previous: number | null }
  | Struct;

interface Struct {
  kind: "struct";
  tag: string | null;
  /** Without the tag. */
  members: Definition[];
  /** The struct around one with a tag. */
  outer: Struct | null;
}

interface Enumerator {
  name: string;
  line: number;
  isPrivate: boolean;
  /** null: no "=" seen */
  value: string | null;
  depth: number;
}

interface Word {
  text: string;
  line: number;
  isPrivate: boolean;
}

const NOBODY: Word = { text: "{}", line: 0, isPrivate: false };

/** Follows the words and signs of a header outside of directives, and collects what structs and enums declare. */
export class Declarations {
  private readonly found: Definition[];
  private readonly bodies: { body: Body; before: Word[] }[] = [];
  private body: Body = { kind: "file" };
  private statement: Word[] = [];
  /** The struct, union or enum that was closed last, whose typedef may follow. */
  private closed: { isNamed: boolean; members: Definition[] } | null = null;
  /** Braces that are nested too deep to be followed. */
  private ignored = 0;

  constructor(found: Definition[]) {
    this.found = found;
  }

  word(text: string, line: number, isPrivate: boolean): void {
    const { body } = this;
    if (body.kind === "enum") enumWord(body.next, text, line, isPrivate);
    else if (body.kind !== "skipped") this.push({ text, line, isPrivate });
  }

  sign(text: string): void {
    if (text === "{") this.open();
    else if (text === "}") this.close();
    else if (this.body.kind === "enum") this.enumSign(this.body, text);
    else if (this.body.kind === "skipped") return;
    else if (text === ";") this.endStatement();
    else this.push({ ...NOBODY, text });
  }

  /** A conditional directive: the numbers of enumerators after it are not certain. */
  condition(): void {
    if (this.body.kind === "enum") this.body.previous = Number.NaN;
  }

  end(): void {
    if (this.body.kind === "enum") this.endEnumerator(this.body);
  }

  private push(word: Word): void {
    if (this.statement.length < LONGEST_STATEMENT) this.statement.push(word);
  }

  private open(): void {
    if (this.bodies.length >= DEEPEST) {
      this.ignored += 1;
      return;
    }
    const before = this.statement;
    const body = this.body.kind === "skipped" || this.body.kind === "enum" ? SKIPPED : this.bodyAfter(before);
    this.bodies.push({ body: this.body, before });
    this.body = body;
    this.statement = [];
  }

  private bodyAfter(before: readonly Word[]): Body {
    const at = before.findLastIndex(({ text }) => TAGGED.test(text));
    if (at < 0) return before.length === 1 && before[0]?.text === "extern" ? { kind: "file" } : SKIPPED;
    // "struct foo *function(int a) {" has more than a tag.
    const rest = withoutGroups(before.slice(at + 1)).filter(({ text }) => !isAttribute(text));
    const [tag = null] = rest;
    if (rest.length > 1 || (tag !== null && !/^[A-Za-z_]/.test(tag.text))) return SKIPPED;
    if (tag !== null) this.add({ ...tag, kind: "type", name: tag.text, value: null });
    if (before[at]?.text === "enum") return { kind: "enum", next: noEnumerator(), previous: -1 };
    // What an anonymous struct inside of another holds is reached as if it were the other's.
    const outer = this.body.kind === "struct" ? this.body : null;
    if (tag === null && outer) return { ...outer };
    return { kind: "struct", tag: tag?.text ?? null, members: [], outer };
  }

  private close(): void {
    if (this.ignored > 0) {
      this.ignored -= 1;
      return;
    }
    const closed = this.body;
    if (closed.kind === "enum") this.endEnumerator(closed);
    const outer = this.bodies.pop();
    if (!outer) {
      this.statement = [];
      return;
    }
    this.body = outer.body;
    if (closed.kind === "skipped" || closed.kind === "file") {
      this.statement = [];
      return;
    }
    this.statement = [...outer.before.filter(({ text }) => text === "typedef"), NOBODY];
    if (outer.body.kind !== "file") return;
    if (closed.kind === "struct") this.closed = { isNamed: closed.tag !== null, members: closed.members };
    // The typedef of an enum declares no name of its own: what an enum names are its constants.
    else this.closed = { isNamed: true, members: [] };
  }

  private endStatement(): void {
    const words = this.statement;
    this.statement = [];
    if (this.body.kind === "struct") {
      for (const { text, line, isPrivate } of membersIn(words)) {
        const member = { kind: "member", name: text, line, value: null, isPrivate } as const;
        this.addMember(this.body, member);
        // Where the tag of a struct inside of another goes, its members become the other's: they are no new names.
        for (let { outer } = this.body; outer; { outer } = outer) {
          this.addMember(outer, { ...member, isPrivate: true });
        }
      }
      return;
    }
    const { isNamed, members } = this.closed ?? { isNamed: true, members: [] };
    this.closed = null;
    if (words[0]?.text !== "typedef") return;
    for (const { word, isCertain } of typedefsIn(words)) {
      // A name beside a tag is none of its own; where the tag goes, it becomes one.
      const all = [
        { ...word, kind: "type", name: word.text, value: null } as const,
        ...members.map((member) => ({ ...member, name: `${word.text}.${member.name}` })),
      ];
      for (const each of all) this.add({ ...each, isPrivate: each.isPrivate || isNamed || !isCertain });
    }
  }

  private addMember({ tag, members }: Struct, member: Definition): void {
    members.push(member);
    if (tag !== null) this.add({ ...member, name: `${tag}.${member.name}` });
  }

  private enumSign(body: Body & { kind: "enum" }, text: string): void {
    const { next } = body;
    if (text === "(" || text === ")") next.depth += text === "(" ? 1 : -1;
    // A macro that expands to enumerators.
    if (text === "(" && next.value === null) next.name = "";
    if (text === "," && next.depth <= 0) this.endEnumerator(body);
    else if (next.value !== null) next.value += text;
    else if (text === "=") next.value = "";
  }

  private endEnumerator(body: Body & { kind: "enum" }): void {
    const { name, line, isPrivate, value } = body.next;
    body.next = noEnumerator();
    if (name === "") {
      if (line > 0) body.previous = Number.NaN;
      return;
    }
    const stated = value === null ? null : value.trim();
    const number = stated === null ? Number(body.previous) + 1 : wholeNumber(stated);
    body.previous = number;
    this.add({
      kind: "constant",
      name,
      line,
      value: stated ?? (Number.isNaN(number) ? null : String(number)),
      isPrivate,
    });
  }

  private add({ kind, name, line, value, isPrivate }: Definition): void {
    if (name.length <= LONGEST_NAME) this.found.push({ kind, name, line, value, isPrivate });
  }
}

const SKIPPED: Body = { kind: "skipped" };

function noEnumerator(): Enumerator {
  return { name: "", line: 0, isPrivate: false, value: null, depth: 0 };
}

function enumWord(next: Enumerator, text: string, line: number, isPrivate: boolean): void {
  if (next.value !== null) {
    if (next.value.length < 160) next.value += /\w$/.test(next.value) ? ` ${text}` : text;
  } else if (next.line === 0) {
    next.line = line;
    next.isPrivate = isPrivate;
    if (/^[A-Za-z_]/.test(text)) next.name = text;
  }
}

/** NaN for what is no plain number. */
function wholeNumber(text: string): number {
  return /^-?(?:\d+|0x[0-9a-f]+)$/i.test(text) ? Number(text.replace(/^(-?)0(?=\d)/, "$10o")) : Number.NaN;
}

/** Words and signs outside of brackets. */
function withoutGroups(words: readonly Word[]): Word[] {
  let depth = 0;
  return words.filter(({ text }) => {
    if (text === "(" || text === "[") depth += 1;
    const isOutside = depth <= 0;
    if (text === ")" || text === "]") depth -= 1;
    return isOutside;
  });
}

/**
 * The names that "typedef struct { } a, *b;" gives. Of two words in a row the one in capitals is a macro; where that does
 * not tell, both are uncertain. A pointer is another type.
 */
function typedefsIn(words: readonly Word[]): { word: Word; isCertain: boolean }[] {
  const parts: Word[][] = [[]];
  for (const word of withoutGroups(words.slice(1))) {
    if (word.text === ",") parts.push([]);
    else parts.at(-1)?.push(word);
  }
  return parts.flatMap((part): { word: Word; isCertain: boolean }[] => {
    if (part.some(({ text }) => text === "*" || text === ")")) return [];
    const body = part.findIndex(({ text }) => text === NOBODY.text);
    const names = part
      .slice(body + 1)
      .filter(({ text }) => /^[A-Za-z_]\w*$/.test(text) && !isAttribute(text));
    // "typedef struct tag name;" and "typedef unsigned int name;" end with the name.
    if (body < 0 && parts[0] === part) {
      const isName =
        names.length > 1 && !words.some(({ text }, at) => text === "*" && words[at - 1]?.text === "(");
      return isName ? names.slice(-1).map((word) => ({ word, isCertain: true })) : [];
    }
    const [name, ...others] = names.length > 1 ? names.filter(({ text }) => /[a-z]/.test(text)) : names;
    if (name && others.length === 0) return [{ word: name, isCertain: true }];
    return names.map((word) => ({ word, isCertain: false }));
  });
}

/** The names that one declaration in a struct declares: "__u32 a, *b[4], c : 3" has a, b and c. */
function membersIn(words: readonly Word[]): Word[] {
  const found: Word[] = [];
  let candidate: Word | null = null;
  /** Words before the name: its type. */
  let types = 0;
  let depth = 0;
  let isNameOver = false;
  const close = () => {
    if (candidate !== null && types > 0) found.push(candidate);
    candidate = null;
    isNameOver = false;
  };
  words.forEach((word, at) => {
    const { text } = word;
    if (text === "(" || text === "[") depth += 1;
    else if (text === ")" || text === "]") depth -= 1;
    else if (depth <= 0 && text === ",") close();
    else if (depth <= 0 && (text === ":" || text === "=")) isNameOver = true;
    else if (text === "{}") types += 1;
    else if (/^[A-Za-z_]/.test(text) && !isNameOver) {
      const isCall = words[at + 1]?.text === "(";
      const isPointer = depth === 1 && words[at - 1]?.text === "*" && words[at - 2]?.text === "(";
      if (isPointer && candidate === null) {
        candidate = word;
        isNameOver = true;
      } else if (isPointer) {
        types += 1;
        candidate = word;
        isNameOver = true;
      } else if (depth <= 0 && isCall && candidate === null && /FLEX_ARRAY$/.test(text)) {
        types += 1;
        candidate = words.slice(at).findLast((each) => /^[A-Za-z_]/.test(each.text)) ?? null;
        isNameOver = true;
      } else if (
        depth <= 0 &&
        isCall &&
        candidate !== null &&
        words[at + 2]?.text !== "*" &&
        !isAttribute(text)
      ) {
        // "__u8 HINT(name)" declares its argument, "__u8 name MACRO(4)" the name before.
        const argument = words[at + 3]?.text === ")" ? words[at + 2] : undefined;
        const isType =
          types === 0 || BASIC_TYPE.test(candidate.text) || TAGGED.test(words[at - 2]?.text ?? "");
        if (isType) candidate = argument && /^[A-Za-z_]/.test(argument.text) ? argument : null;
        if (isType) types += 1;
        isNameOver = true;
      } else if (depth <= 0 && !isAttribute(text)) {
        if (candidate !== null) types += 1;
        candidate = word;
      }
    }
    if (depth > 0 && text === "[" && depth === 1) isNameOver = true;
  });
  close();
  return found;
}

const BASIC_TYPE = /^(?:char|short|int|long|signed|unsigned)$/;
const TAGGED = /^(?:struct|union|enum)$/;

function isAttribute(text: string): boolean {
  return /^__(?:attribute(?:__)?|packed|aligned|counted_by\w*|user|force|bitwise|nonstring)$/.test(text);
}
