import { realpathSync } from "node:fs";
import { type ParseArgsOptionsConfig, parseArgs } from "node:util";

/** A whole command: arguments in, exit code out. 0 is success, 1 means problems, 2 a usage error. */
export type Run = (args: string[]) => Promise<number>;

/** What a command line may hold. `--help` and `-h` belong to every command and are not listed. */
interface CommandLine<O extends ParseArgsOptionsConfig> {
  /** Prefix of error messages: "check". */
  name: string;
  /** The text of `--help`; a usage error prints it too. */
  usage: string;
  options: O;
  /** Whether arguments that are no options are accepted. */
  allowPositionals?: boolean;
}

interface Parsed<O extends ParseArgsOptionsConfig> {
  values: ReturnType<typeof parseArgs<{ options: O }>>["values"];
  positionals: string[];
  /** Prints a message and the usage on standard error. @returns the exit code of a usage error */
  usageError: (message: string) => 2;
}

/**
 * A command from its command line and what it does.
 * @returns a function that parses arguments, answers `--help` and usage errors itself, and else runs `action`
 * @example
 * const run = command({ name: "count", usage, options: {} }, () => 0);
 * await run(["--halp"]); // 2, and on standard error: count: Unknown option '--halp' ...
 */
export function command<const O extends ParseArgsOptionsConfig>(
  { name, usage, options, allowPositionals = false }: CommandLine<O>,
  action: (parsed: Parsed<O>) => number | Promise<number>,
): Run {
  const usageError = (message: string): 2 => {
    process.stderr.write(`${name}: ${message}\n\n${usage}`);
    return 2;
  };
  return async (args) => {
    const all = { ...options, help: { type: "boolean", short: "h" } } as const;
    let parsed: { values: object; positionals: string[] };
    try {
      parsed = parseArgs({ args, options: all, allowPositionals });
    } catch (error) {
      return usageError((error as Error).message);
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
  process.exitCode = await run(process.argv.slice(2));
}
