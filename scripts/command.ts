import { realpathSync } from "node:fs";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";
import { didYouMean } from "../src/domain/nearest.ts";
import { quoted, spellOut } from "../src/domain/text.ts";

/** A whole command: arguments in, exit code out. 0 is success, 1 means problems, 2 a usage error. */
export type Run = (args: string[]) => Promise<number>;

/** What a command line may hold. `--help` and `-h` belong to every command and are not listed. */
interface CommandLine<O extends ParseArgsOptionsConfig> {
  /** Prefix of error messages: "check". */
  name: string;
  /** The text of `--help`; a usage error names that option. */
  usage: string;
  options: O;
  /** Whether arguments that are no options are accepted. */
  allowPositionals?: boolean;
}

/** Why a command line is refused. */
export interface UsageProblem {
  /** The place: "KERNEL", "--topic". */
  at: string;
  expected: string;
  /** What is there, quoted where it is text; without it, nothing. */
  found?: string | undefined;
  /** A sentence that says what to do. */
  remedy?: string | undefined;
}

interface Parsed<O extends ParseArgsOptionsConfig> {
  values: ReturnType<typeof parseArgs<{ options: O }>>["values"];
  positionals: string[];
  /** Prints a line about the problem, and one that names --help, on standard error. @returns the exit code */
  usageError: (problem: UsageProblem | string) => 2;
}

/**
 * A command from its command line and what it does.
 * @returns a function that parses arguments, answers `--help` and usage errors itself, and else runs `action`
 * @example
 * const run = command({ name: "count", usage, options: {} }, () => 0);
 * await run(["--halp"]); // 2, and on standard error: count: --halp: expected a known option, ...
 */
export function command<const O extends ParseArgsOptionsConfig>(
  { name, usage, options, allowPositionals = false }: CommandLine<O>,
  action: (parsed: Parsed<O>) => number | Promise<number>,
): Run {
  const usageError = (problem: UsageProblem | string): 2 => {
    // It may repeat what was typed, control characters included.
    const lines = usageErrorText(name, problem).split("\n").map(spellOut);
    process.stderr.write(`${lines.join("\n")}\n`);
    return 2;
  };
  return async (args) => {
    const all = { ...options, help: { type: "boolean", short: "h" } } as const;
    let parsed: { values: object; positionals: string[] };
    try {
      parsed = parseArgs({ args, options: all, allowPositionals });
    } catch (error) {
      return usageError(problemOfArguments(error as Error, Object.keys(all)));
    }
    if ("help" in parsed.values) {
      process.stdout.write(usage);
      return 0;
    }
    return await action({
      values: parsed.values as Parsed<O>["values"],
      positionals: parsed.positionals,
      usageError,
    });
  };
}

/**
 * The two lines of a usage error.
 * @example
 * usageErrorText("lacks", { at: "--topic", expected: "a topic", found: '"usr"', remedy: 'Did you mean "user"?' })
 * // lacks: --topic: expected a topic, found "usr". Did you mean "user"?
 * // lacks: --help describes the arguments and options.
 */
export function usageErrorText(name: string, problem: UsageProblem | string): string {
  const hint = `${name}: --help describes the arguments and options.`;
  if (typeof problem === "string") return `${name}: ${problem}\n${hint}`;
  const { at, expected, found = "nothing", remedy } = problem;
  return `${name}: ${at}: expected ${expected}, found ${found}.${remedy === undefined ? "" : ` ${remedy}`}\n${hint}`;
}

/** What parseArgs refuses, in the words of every other problem. */
function problemOfArguments({ message }: Error, options: readonly string[]): UsageProblem {
  const [, given = ""] = /'(.*?)'/s.exec(message) ?? [];
  const [option = ""] = given.replace(/^-\w, /, "").split(/[ =]/);
  if (message.startsWith("Unknown option")) {
    const near = didYouMean(
      option,
      options.map((each) => `--${each}`),
      'What follows " -- " is never an option.',
    );
    return { at: quoted(option), expected: "a known option", found: "an unknown one", remedy: near };
  }
  if (message.startsWith("Unexpected argument"))
    return { at: "arguments", expected: "options only", found: quoted(given) };
  if (message.includes("does not take"))
    return { at: option, expected: "an option without a value", found: "a value" };
  const remedy = `A value that begins with a hyphen is written ${option}=VALUE.`;
  return { at: option, expected: "a value", remedy };
}

/**
 * Whether a script is the program that was started, and not imported by another.
 * @example if (isProgram(import.meta)) await main(run);
 */
export function isProgram({ filename }: ImportMeta): boolean {
  return realpathSync(process.argv[1] ?? "") === filename;
}

/** Runs a command as the program: its result is the exit code of the process. */
export async function main(run: Run): Promise<void> {
  // A reader such as head may close the pipe early. That is no fault, but not success either.
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE")
      process.stderr.write(`sincelinux: standard output cannot be written: ${error.message}\n`);
    process.exit(1);
  });
  // Notes that cannot be written change no answer.
  process.stderr.on("error", () => {});
  try {
    process.cwd();
  } catch {
    process.stderr.write("sincelinux: the current folder is gone: change to one that exists\n");
    process.exitCode = 1;
    return;
  }
  process.exitCode = await run(process.argv.slice(2));
}
