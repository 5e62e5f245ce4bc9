import { Readable } from "node:stream";
import type { Run } from "../scripts/command.ts";

/** What a program that a test starts has of the caller's environment: PATH, and the cache of compiled code. */
export const bareEnvironment: Readonly<Record<string, string>> = {
  PATH: process.env["PATH"] ?? "",
  ...(process.env["NODE_COMPILE_CACHE"] ? { NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"] } : {}),
};

export interface Ended {
  /** The exit code. */
  status: number;
  stdout: string;
  stderr: string;
}

/**
 * Runs a command in this process, as its program would: a process of its own costs a second of CPU time.
 * @param env its whole environment, besides PATH
 * @param input its standard input
 */
export async function runCommand(
  run: Run,
  args: string[],
  env: Record<string, string> = {},
  input: string | Buffer = "",
): Promise<Ended> {
  const printed = { stdout: "", stderr: "" };
  const before = { env: process.env, stdout: process.stdout.write, stderr: process.stderr.write };
  const stdin = Object.getOwnPropertyDescriptor(process, "stdin") as PropertyDescriptor;
  const { PATH = "" } = process.env;
  process.env = { PATH, ...env };
  Object.defineProperty(process, "stdin", { configurable: true, value: Readable.from([Buffer.from(input)]) });
  for (const name of ["stdout", "stderr"] as const) {
    process[name].write = (text: string | Uint8Array) => {
      printed[name] += typeof text === "string" ? text : Buffer.from(text).toString();
      return true;
    };
  }
  try {
    return { status: await run(args), ...printed };
  } finally {
    process.env = before.env;
    Object.defineProperty(process, "stdin", stdin);
    process.stdout.write = before.stdout;
    process.stderr.write = before.stderr;
  }
}
