/** An interface as a person writes it. */
export interface Identifier {
  /** As headers and records write it: "CLONE_NEWTIME", "openat2", "clone_args.cgroup", "clone_args". */
  name: string;
  /** What it is, as far as the writing says: a call for "openat2(2)", a type for "struct clone_args". */
  kind: "call" | "member" | "type" | null;
}

const LONGEST = 200;

/**
 * Reads a line as the name of one interface; never throws.
 * @returns null for anything else, such as two words
 * @example readIdentifier("__NR_openat2") // { name: "openat2", kind: "call" }
 * @example readIdentifier("struct clone_args.cgroup") // { name: "clone_args.cgroup", kind: "member" }
 */
export function readIdentifier(line: string): Identifier | null {
  const text = line.length > LONGEST ? "" : line.trim().replace(/^[`"'*]+|[`"'*,;.]+$/g, "");
  const [, word, name = "", member, call] =
    /^(?:(struct|union|enum)\s+)?([A-Za-z_]\w*)(?:(?:\.|->|::)([A-Za-z_]\w*))?(\(2?\))?$/.exec(text) ?? [];
  if (name === "") return null;
  if (member !== undefined) return call === undefined ? { name: `${name}.${member}`, kind: "member" } : null;
  if (word !== undefined) return call === undefined ? { name, kind: "type" } : null;
  const number = /^(?:__NR_|SYS_)([a-z_]\w*)$/.exec(name)?.[1];
  if (number !== undefined) return { name: number, kind: "call" };
  return { name, kind: call === undefined ? null : "call" };
}

/** The names of a table of names that an identifier may stand for, the likeliest first. */
export function rowsOf({ name, kind }: Identifier): string[] {
  if (kind === "call") return [`${name}()`];
  if (kind === "type") return [`${name}{}`];
  if (kind === "member") return [name];
  return /^[a-z]/.test(name) ? [`${name}()`, name, `${name}{}`] : [name, `${name}{}`, `${name}()`];
}
