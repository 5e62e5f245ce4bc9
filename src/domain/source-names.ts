/** The first use of a name of the kernel in a source file. */
export interface UsedName {
  /** As `readIdentifier` reads it: "CLONE_NEWTIME", "struct open_how", "__NR_openat2", "pidfd_open()". */
  input: string;
  /** From 1; columns count UTF-16 units. */
  line: number;
  column: number;
  /** It may be the program's own: a call of a function, a struct, a name that Go spells otherwise or the file defines. */
  isGuess: boolean;
}

export type SourceLanguage = "c" | "go";

/** The language of a file that is read for the names it uses; null for all others. */
export function sourceLanguage(file: string): SourceLanguage | null {
  const ending = /\.(c|h|go)$/.exec(file)?.[1];
  return ending === undefined ? null : ending === "go" ? "go" : "c";
}

/**
 * The names of constants, system calls and structs that a source file uses, each at its first use. Comments, strings,
 * `#if 0`, the conditions of #if and names that are being defined are no use; the C library's own constants are left out,
 * its functions are not: they may be system calls.
 * Linear in the text; never throws.
 * @example usedNames("clone3(CLONE_NEWTIME); // CLONE_NEWNS", "c").map(({ input }) => input) // ["clone3()", "CLONE_NEWTIME"]
 */
export function usedNames(text: string, language: SourceLanguage): UsedName[] {
  const plain = blank(text, language === "c" ? C_TEXT : GO_TEXT);
  const code = language === "c" ? withoutDirectives(plain) : plain;
  const found = new Map<string, UsedName>();
  const own = definedIn(plain);
  const words = /(?:\b([A-Za-z_]\w*)\s*(\.|->)\s*)?\b([A-Za-z_]\w*)/g;
  let line = 1;
  let begin = 0;
  let nextLine = code.indexOf("\n");
  let before = "";
  let end = 0;
  for (const match of code.matchAll(words)) {
    const [, owner, dot, word = ""] = match;
    const at = match.index + match[0].length - word.length;
    for (; nextLine >= 0 && nextLine < at; nextLine = code.indexOf("\n", begin)) {
      line += 1;
      begin = nextLine + 1;
    }
    const isQualified = dot !== undefined || /(?:\.|->)\s*$/.test(code.slice(Math.max(end, at - 8), at));
    const next = /\S/.exec(code.slice(at + word.length, at + word.length + 80))?.[0] ?? "";
    // "struct foo" has the word before with nothing but space between.
    const last = code.slice(end, match.index).trim() === "" ? before : "";
    const how =
      language === "c"
        ? inC(word, { last, next, isQualified, isDeclared: isDeclared(code, end, match.index, before) })
        : inGo(word, { owner, next, isQualified });
    [before, end] = [word, match.index + match[0].length];
    if (how === null || C_LIBRARY.has(word) || found.has(how.input)) continue;
    if (how.isGuess && own.has(how.input)) continue;
    found.set(how.input, {
      input: how.input,
      line,
      column: at - begin + 1,
      isGuess: how.isGuess || own.has(word),
    });
  }
  return [...found.values()];
}

type Named = { input: string; isGuess: boolean } | null;

interface Around {
  /** The word right before. */
  last: string;
  /** The next sign. */
  next: string;
  /** After a dot or an arrow: a member. */
  isQualified: boolean;
  isDeclared: boolean;
}

const CONSTANT = /^_*[A-Z][A-Z0-9]*(?:_\w+|[A-Z0-9]{2,})$/;
const CALL_NUMBER = /^(?:__NR|SYS)_[a-z_]\w*$/;

function inC(word: string, { last, next, isQualified, isDeclared: declared }: Around): Named {
  if (isQualified) return null;
  if (CALL_NUMBER.test(word)) return { input: word, isGuess: false };
  if (last === "struct" || last === "union" || last === "enum") {
    return next === "{" ? null : { input: `${last} ${word}`, isGuess: true };
  }
  if (CONSTANT.test(word)) return { input: word, isGuess: false };
  return next === "(" && !declared && /^[a-z]\w*$/.test(word) && !NOT_CALLED.test(word)
    ? { input: `${word}()`, isGuess: true }
    : null;
}

function inGo(
  word: string,
  { owner, next, isQualified }: { owner: string | undefined; next: string; isQualified: boolean },
): Named {
  const isOfKernel = owner === "unix" || owner === "syscall" || owner === "C";
  if (isQualified && !isOfKernel) return null;
  const number = /^SYS_([A-Z0-9_]+)$/.exec(word)?.[1];
  if (number !== undefined) return { input: `SYS_${number.toLowerCase()}`, isGuess: false };
  if (CONSTANT.test(word)) return { input: word, isGuess: !isOfKernel };
  if (!isOfKernel || !/^[A-Z]/.test(word)) return null;
  const name = word.replace(/(?<=[a-z0-9])(?=[A-Z])/g, "_").toLowerCase();
  return { input: next === "(" ? `${name}()` : `struct ${name}`, isGuess: true };
}

/** "int pidfd_open(" declares or defines a function; "return pidfd_open(" calls one. */
function isDeclared(code: string, end: number, at: number, before: string): boolean {
  const between = code.slice(end, at);
  return (
    /^[\s*]+$/.test(between) && /\w$/.test(before) && !/^(?:return|else|do|case|goto|sizeof)$/.test(before)
  );
}

/** What the file itself declares: functions as "name()", structs as "struct name", constants by their names. */
function definedIn(code: string): Set<string> {
  const functions = code.matchAll(/^[ \t]*(?!return\b|else\b)[A-Za-z_][\w \t*]*[ \t*]([a-z_]\w*)[ \t]*\(/gm);
  const structs = code.matchAll(/\b((?:struct|union|enum)\s+[A-Za-z_]\w*)\s*\{/g);
  const constants = code.matchAll(/#[ \t]*define[ \t]+(\w+)|^[ \t]*([A-Z_]\w*)[ \t]*(?:=(?!=)|,|$)/gm);
  return new Set([
    ...[...functions].map(([, name]) => `${name}()`),
    ...[...structs].map(([, name = ""]) => name.replace(/\s+/g, " ")),
    ...[...constants].map(([, macro, enumerator]) => macro ?? enumerator ?? ""),
  ]);
}

const C_TEXT =
  /\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))|\/\/[^\n]*|"(?:\\.|[^"\\\n])*(?:"|(?=\n)|$)|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|$)/g;
const GO_TEXT =
  /\/\*[\s\S]*?(?:\*\/|$(?![\s\S]))|\/\/[^\n]*|`[^`]*(?:`|$(?![\s\S]))|"(?:\\.|[^"\\\n])*(?:"|(?=\n)|$)|'(?:\\.|[^'\\\n])*(?:'|(?=\n)|$)/g;

/** Comments and literals as spaces, so that places stay. */
function blank(text: string, parts: RegExp): string {
  return text.replace(parts, (part) => part.replace(/[^\n]/g, " "));
}

/** Directives as spaces but for what a macro stands for; so is what `#if 0` encloses. */
function withoutDirectives(code: string): string {
  /** Conditions that are open inside of an `#if 0`. */
  let depth = 0;
  let isContinued = false;
  let keeps = false;
  const lines = code.split("\n").map((line) => {
    const [head = "", word = ""] = isContinued ? [] : (/^\s*#\s*(\w*)/.exec(line) ?? []);
    const isDirective = isContinued || head !== "";
    isContinued = isDirective && /\\\s*$/.test(line);
    if (head !== "") {
      if (depth > 0) {
        if (word.startsWith("if")) depth += 1;
        else if (word === "endif" || (depth === 1 && word.startsWith("el"))) depth -= 1;
      } else if (/^\s*#\s*if\s+0\s*$/.test(line)) depth = 1;
      keeps = word === "define";
    }
    if (depth > 0) return " ".repeat(line.length);
    if (!isDirective) return line;
    if (!keeps) return " ".repeat(line.length);
    return line.replace(/^\s*#\s*define\s+\w*(?:\([^)]*\))?/, (part) => " ".repeat(part.length));
  });
  return lines.join("\n");
}

/** Constants and structs that the C library had before the kernel's headers: their release says nothing of the kernel. */
const C_LIBRARY: ReadonlySet<string> = new Set(
  (
    "AT_EACCESS DEVPTS_SUPER_MAGIC EMT_TAGOVF EPOLLERR EPOLLHUP EPOLLIN EPOLLMSG EPOLLOUT EPOLLPRI EPOLLRDBAND " +
    "EPOLLRDHUP EPOLLRDNORM EPOLLWRBAND EPOLLWRNORM EXTPROC FUTEX_OWNER_DIED FUTEX_TID_MASK FUTEX_WAITERS " +
    "ILL_BADIADDR ILL_DBLFLT ILL_HARDWALL IPPROTO_ENCAP IPPROTO_MTP IPPROTO_TP MOD_MICRO MOD_NANO MOD_TAI O_DSYNC " +
    "PTRACE_SINGLEBLOCK RLIM64_INFINITY SEEK_CUR SEEK_END SEEK_SET SHM_NORESERVE SI_ASYNCNL SYSFS_MAGIC " +
    "TIOCPKT_IOCTL TIOCSIG TRAP_BRANCH TRAP_HWBKPT UDF_SUPER_MAGIC XFS_SUPER_MAGIC sockaddr_storage"
  ).split(" "),
);

/** System calls that only the kernel itself makes: a function of this name is the program's own. */
const NOT_CALLED = /^(?:breakpoint|udftrap|uprobe|uretprobe)$/;
