import { readFileSync, realpathSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, isAbsolute, join, resolve } from "node:path";
import { gitEnvironment, overrulingConfig } from "./environment.ts";
import { CloneRefused, GitError } from "./git-error.ts";
import { ask, type Query } from "./query.ts";
import { refuseOddFiles } from "./refuse-odd-files.ts";

/** A clone that may be read: it exists, is owned or trusted by the user, is not shallow and uses SHA-1. */
export interface Clone {
  /** As the user named it. */
  name: string;
  /** Absolute path of the repository itself: HEAD, refs, objects. */
  gitDirectory: string;
  /** Absolute paths of `objects` and of every alternate, the clone's own first. */
  objectDirectories: string[];
}

/**
 * Opens a clone for reading.
 * @param name directory of a bare repository, a work tree, or the .git inside one
 * @throws CloneRefused with a sentence that says what to do
 * @example (await openClone("linux")).gitDirectory // "/home/me/linux/.git"
 */
export async function openClone(name: string): Promise<Clone> {
  const directory = existing(name);
  refuseOddFiles(directory);
  const found = await readLayout(name, directory);
  if (found.format !== "sha1") {
    throw new CloneRefused(
      `${name} uses the object format ${found.format}; only SHA-1 repositories can be read. kernel.org serves SHA-1.`,
    );
  }
  if (found.isShallow) {
    throw new CloneRefused(
      `${name} is a shallow clone: without the whole history, releases would be wrong. ` +
        `Deepen it: git -C ${quoted(name)} fetch --unshallow --tags`,
    );
  }
  return {
    name,
    gitDirectory: found.gitDirectory,
    objectDirectories: objectDirectories(join(found.commonDirectory, "objects")),
  };
}

function existing(name: string): string {
  const stat = statSync(name, { throwIfNoEntry: false });
  if (!stat) throw new CloneRefused(`${name} does not exist. Name the directory of a clone.`);
  if (!stat.isDirectory())
    throw new CloneRefused(`${name} is not a directory. Name the directory of a clone.`);
  const path = realpathSync(name);
  // git prints paths as they are, a line each.
  if (path.includes("\n"))
    throw new CloneRefused(`${name} has a line feed in its path, and cannot be opened. Rename the folder.`);
  return path;
}

interface Layout {
  gitDirectory: string;
  commonDirectory: string;
  isShallow: boolean;
  format: string;
}

const layout: Query<Layout> = {
  args: [
    "rev-parse",
    "--show-object-format",
    "--is-shallow-repository",
    "--path-format=absolute",
    "--absolute-git-dir",
    "--git-common-dir",
  ],
  parse: (stdout) => {
    const [format = "", shallow, gitDirectory = "", commonDirectory = ""] = stdout.split("\n");
    const isUnderstood =
      /^sha\d+$/.test(format) && [gitDirectory, commonDirectory].every((path) => isAbsolute(path));
    if (!isUnderstood) throw new Error(notGit);
    return { format, isShallow: shallow === "true", gitDirectory, commonDirectory };
  },
};

/** git before 2.31 does not know these questions, and prints them. */
const notGit =
  "the program that PATH has under the name git does not answer as git 2.31 and later do. Install git, or correct PATH";

/**
 * Asks git itself, so that its ownership check applies, which it does not when GIT_DIR is set. The ceiling keeps git
 * from using a repository in a parent directory.
 */
async function readLayout(name: string, directory: string): Promise<Layout> {
  const env = { ...gitEnvironment(), GIT_CEILING_DIRECTORIES: dirname(directory) };
  try {
    return await ask(directory, layout, env);
  } catch (failure) {
    if (!(failure instanceof GitError)) throw failure;
    if (!/dubious ownership|unsafe repository/.test(failure.stderr)) throw refusal(name, failure);
  }
  // Our git processes do not read the user's configuration, so its safe.directory is passed on here.
  const trusted = (await trustedDirectories()).map((each) => `safe.directory=${each}`);
  try {
    return await ask(directory, layout, env, [...overrulingConfig, ...trusted]);
  } catch (failure) {
    throw failure instanceof GitError ? refusal(name, failure) : failure;
  }
}

function refusal(name: string, failure: GitError): CloneRefused {
  const words = failure.stderr.replace(/^fatal: /gm, "");
  if (/not a git repository/.test(words)) {
    return new CloneRefused(`${name} is not a git repository. Name the directory of a clone.`, {
      cause: failure,
    });
  }
  if (/dubious ownership|unsafe repository/.test(words)) {
    return new CloneRefused(
      `${name} is owned by another user, and git does not trust it. If you do: ` +
        `git config --global --add safe.directory ${quoted(resolve(name))}`,
      { cause: failure },
    );
  }
  return new CloneRefused(`${name} cannot be opened: ${words}`, { cause: failure });
}

function quoted(path: string): string {
  return /^[\w./@:+-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`;
}

const MAX_DEPTH = 5; // as in git

/** An object directory and all its alternates (`git clone --shared`, `--reference`), itself first. */
function objectDirectories(own: string): string[] {
  const found = [own];
  collect(own, 0, found);
  return found;
}

function collect(directory: string, depth: number, found: string[]): void {
  const file = join(directory, "info", "alternates");
  if (depth >= MAX_DEPTH || !statSync(file, { throwIfNoEntry: false })?.isFile()) return;
  for (const line of readFileSync(file, "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const alternate = isAbsolute(line) ? line : resolve(directory, line);
    if (found.includes(alternate)) continue;
    found.push(alternate);
    collect(alternate, depth + 1, found);
  }
}

/**
 * The values of safe.directory in the system's and the user's configuration, in git's order. These files are not the
 * clone's, so they are read with the user's environment.
 */
async function trustedDirectories(): Promise<string[]> {
  const values = await Promise.all([read("--system"), read("--global")]);
  return values.flat();
}

async function read(scope: "--system" | "--global"): Promise<string[]> {
  const { PATH = "", HOME = "", XDG_CONFIG_HOME } = process.env;
  const env = { PATH, HOME, ...(XDG_CONFIG_HOME === undefined ? {} : { XDG_CONFIG_HOME }) };
  const query = {
    args: ["config", scope, "--null", "--get-all", "safe.directory"],
    parse: (stdout: string) => stdout.split("\0").slice(0, -1),
  };
  try {
    return await ask(tmpdir(), query, env, []);
  } catch (failure) {
    if (failure instanceof GitError) return []; // no such file: no trusted directories
    throw failure;
  }
}
