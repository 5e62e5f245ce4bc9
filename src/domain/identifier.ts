/** An interface as a person writes it. */
export interface Identifier {
  /** As headers and records write it: "CLONE_NEWTIME", "openat2", "clone_args.cgroup", "clone_args". */
  name: string;
  /** What it is, as far as the writing says: a call for "openat2(2)", a type for "struct clone_args". */
  kind: "call" | "member" | "type" | null;
}

/** An interface that no header defines: "/proc/<pid>/ns/time", "user.max_user_namespaces". */
export interface NamedFile {
  name: string;
  /** A file below /proc, /sys or /dev; a sysctl. */
  kind: "file" | "sysctl";
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

const FILE = /^\/(?:proc|sys|dev)(?:\/[\w.<>[\]{}$*:+-]{1,80}){1,12}\/?$/;
/** A host such as "kernel.org" has two parts as well. */
const SYSCTL =
  /^(?!\w+\.(?:com|dance|dev|io|net|org)$)(?:abi|crypto|debug|dev|fs|kernel|net|sunrpc|user|vm)(?:\.[\w-]{1,60}){1,6}$/;

/**
 * The interface that a line names and nothing else. What may as well be a word ("user", "mount") is none: unlike
 * `readIdentifier` this needs an underscore, parentheses, the word struct, a path or the beginning of a sysctl.
 * @example identifierIn("/proc/self/ns/time") // { name: "/proc/<pid>/ns/time", kind: "file" }
 */
export function identifierIn(line: string): Identifier | NamedFile | null {
  const text = line.length > LONGEST ? "" : line.trim().replace(/^[`"'*]+|[`"'*,;:.]+$/g, "");
  if (FILE.test(text)) {
    const name = text.replace(
      /^\/proc\/(?:self|thread-self|\d+|\$\$|[<[{]?pid[>\]}]?)(?=\/|$)/i,
      "/proc/<pid>",
    );
    return { name, kind: "file" };
  }
  if (SYSCTL.test(text)) return { name: text, kind: "sysctl" };
  const isPlain = /^\w*$/.test(text)
    ? !(text.includes("_") && /[A-Za-z]/.test(text))
    : /^\w+\.\w+$/.test(text) && !text.includes("_");
  return isPlain ? null : readIdentifier(text);
}

/** The names of a table of names that an identifier may stand for, the likeliest first. */
export function rowsOf({ name, kind }: Identifier): string[] {
  if (kind === "call") return [`${name}()`];
  if (kind === "type") return [`${name}{}`];
  if (kind === "member") return [name];
  return /^[a-z]/.test(name) ? [`${name}()`, name, `${name}{}`] : [name, `${name}{}`, `${name}()`];
}
