/** What a list of exported headers is read from. */
export interface ExportTree {
  /** Paths of all files that are known, from the root of the repository. */
  paths: Iterable<string>;
  /** The text of a Kbuild file; null where there is none. */
  textOf: (path: string) => string | null;
}

/** `objhdr-y` and `genhdr-y` name generated headers, which no tree has. */
const LISTS = /^\s*(?:header|unifdef)-y\s*(?::=|\+=|=)(.*)$/;
/** A condition longer than this, or with more wildcards, is not understood. */
const LONGEST_CONDITION = 1000;
const MOST_WILDCARDS = 2;
const INCLUDE = /^\s*include\s+(\S+)\s*$/;
const CONDITION = /^\s*(ifn?eq)\s*\(\s*\$\(wildcard\s+(.*?)\)\s*,\s*(.*?)\s*\)\s*$/;

/**
 * The headers that `make headers_install` gives to programs: those that Kbuild files list in `header-y` and
 * `unifdef-y`, and in the same way in the folders that these name.
 *
 * Conditions are understood where they ask for a file by `wildcard`, with any architecture for `$(ARCH)`; what depends
 * on another condition is not listed.
 * @param roots paths of the first Kbuild files
 * @returns paths from the root of the repository; null when the tree has none of the roots
 * @example exportedHeaders(["include/Kbuild"], tree)?.has("include/linux/fs.h") // true
 */
export function exportedHeaders(roots: readonly string[], tree: ExportTree): Set<string> | null {
  const paths = [...tree.paths];
  const found = new Set<string>();
  const read = new Set<string>();
  /** The same conditions stand in the lists of all architectures. */
  const answers = new Map<string, boolean | null>();
  const asks = (code: string) => {
    const known = answers.get(code);
    if (known !== undefined) return known;
    const answer = holds(code, paths);
    answers.set(code, answer);
    return answer;
  };
  const folders = roots.filter((root) => tree.textOf(root) !== null);
  for (let root = folders.pop(); root !== undefined; root = folders.pop()) {
    if (read.has(root)) continue;
    read.add(root);
    const folder = root.slice(0, root.lastIndexOf("/") + 1);
    for (const word of listed(root, tree, asks, new Set())) {
      if (word.endsWith("/")) folders.push(`${folder}${word}Kbuild`);
      else found.add(folder + word);
    }
  }
  return read.size === 0 ? null : found;
}

/** The words of the lists of one Kbuild file and those that it includes. */
function listed(
  file: string,
  tree: ExportTree,
  asks: (condition: string) => boolean | null,
  read: Set<string>,
): string[] {
  if (read.has(file)) return [];
  read.add(file);
  const text = tree.textOf(file) ?? "";
  /** Of each open condition whether its lines count; null: not understood, neither branch does. */
  const conditions: (boolean | null)[] = [];
  const words: string[] = [];
  for (const line of text.replace(/\\\r?\n/g, " ").split("\n")) {
    const code = line.replace(/#.*/, "");
    if (/^\s*if/.test(code)) conditions.push(asks(code));
    else if (/^\s*else\b/.test(code)) conditions.push(opposite(conditions.pop(), code));
    else if (/^\s*endif\b/.test(code)) conditions.pop();
    else if (conditions.every((each) => each === true)) {
      words.push(...(LISTS.exec(code)?.[1]?.match(/\S+/g) ?? []));
      const included = INCLUDE.exec(code)?.[1]?.replace(/^\$\(srctree\)\//, "");
      if (included !== undefined) words.push(...listed(included, tree, asks, read));
    }
  }
  return words;
}

/** `else` with another condition behind it is not understood. */
function opposite(condition: boolean | null | undefined, code: string): boolean | null {
  return typeof condition === "boolean" && /^\s*else\s*$/.test(code) ? !condition : null;
}

function holds(code: string, paths: readonly string[]): boolean | null {
  const [, word, patterns, other] = code.length > LONGEST_CONDITION ? [] : (CONDITION.exec(code) ?? []);
  if (patterns === undefined) return null;
  const shapes = (patterns.match(/\S+/g) ?? []).map((pattern) =>
    pattern
      .replace(/^\$\(srctree\)\//, "")
      .split(/\*|\$\((?:SRC)?ARCH\)/)
      .map((part) => part.replace(/[.\\+?[\](){}^$|]/g, "\\$&")),
  );
  if (shapes.some((parts) => parts.length > MOST_WILDCARDS + 1)) return null;
  const isThere = shapes.some((parts) => {
    const expression = new RegExp(`^${parts.join("[^/]*")}$`);
    return paths.some((path) => expression.test(path));
  });
  // "ifeq ($(wildcard FILE),FILE)" and "ifneq ($(wildcard FILE),)" ask for the file.
  return isThere === ((word === "ifeq") === (other !== ""));
}
