import { AsyncLocalStorage } from "node:async_hooks";
import { type ChildProcess, spawn } from "node:child_process";
import { subscribe } from "node:diagnostics_channel";
import { fstatSync } from "node:fs";

/** How a process is started. */
export interface Start {
  /** Program and arguments; no shell is used. */
  command: readonly string[];
  cwd: string;
  /** The whole environment. */
  env: Record<string, string>;
  /** File descriptor for standard input. */
  input: number;
  /** File descriptor for standard output. */
  output: number;
  /** Bytes of output after which the process is ended. */
  longest: number;
}

export interface Ended {
  isStarted: boolean;
  /** Null when it was killed. */
  code: number | null;
  /** Why it did not start, or was ended by us. */
  failure: Error | null;
  /** Standard error, cut off after about 64 KiB. */
  stderr: string;
}

const CHECK_INTERVAL = 100; // milliseconds

/**
 * Runs a process to its end, in a process group of its own: if it prints nothing for too long, as git does that opens
 * a FIFO, or too much, or if we are ended, the whole group is.
 */
export function runProcess({ command, cwd, env, input, output, longest }: Start): Promise<Ended> {
  const [program = "", ...args] = command;
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      ...{ cwd, env, detached: true },
      stdio: [input, output, "pipe"],
    });
    let stderr = "";
    // Not to a file: on a full disk the reason would be lost.
    child.stderr?.setEncoding("utf8").on("data", (words: string) => {
      if (stderr.length < 65_536) stderr += words;
    });
    const forget = endWithUs(() => endGroup(child));
    let failure: Error | null = null;
    let last = { size: 0, time: performance.now() };
    const limit = silenceLimit();
    const guard = setInterval(() => {
      const printed = fstatSync(output).size;
      if (printed !== last.size) last = { size: printed, time: performance.now() };
      if (printed > longest) failure = new Error(`it printed more than ${longest / 2 ** 30} GiB`);
      else if (performance.now() - last.time > 1000 * limit) failure = new Error(tooSilent(limit));
      else return;
      endGroup(child);
    }, CHECK_INTERVAL);
    const end = (ended: Pick<Ended, "isStarted" | "code" | "failure">) => {
      clearInterval(guard);
      forget();
      resolve({ ...ended, stderr });
    };
    child.on("error", (reason) => end({ isStarted: false, code: null, failure: withRemedyForFiles(reason) }));
    child.on("close", (code) => end({ isStarted: true, code, failure }));
  });
}

/** Says what to do where a process could not get its pipes. */
export function withRemedyForFiles(reason: NodeJS.ErrnoException): Error {
  if (reason.code !== "EMFILE" && reason.code !== "ENFILE") return reason;
  return new Error("too few files may be open at once. Raise the limit: ulimit -n 256", { cause: reason });
}

/** Seconds without output after which git is ended. */
export function silenceLimit(): number {
  const named = Number(process.env["SINCELINUX_GIT_SILENCE"]);
  return named > 0 && named <= 86_400 ? named : 120;
}

/** Why git was ended. */
export function tooSilent(seconds: number): string {
  return `it printed nothing for ${seconds} seconds and was ended. On a slow disk, set SINCELINUX_GIT_SILENCE to more seconds`;
}

/** Ends a process that leads a group of its own, and the group. */
export function endGroup(child: ChildProcess): void {
  try {
    if (child.pid !== undefined) process.kill(-child.pid, "SIGKILL");
  } catch {
    child.kill("SIGKILL"); // It has ended already, or leads no group.
  }
  // A program that left the group may keep the pipes open.
  for (const pipe of [child.stdout, child.stderr]) pipe?.destroy();
}

interface StartedElsewhere {
  process: ChildProcess & { spawn: (options: object) => unknown };
}

const children = new AsyncLocalStorage<ChildProcess[]>();

// simple-git neither passes on how a process is to be started nor shows it.
subscribe("child_process", (message) => {
  const list = children.getStore();
  if (!list) return;
  const { process: child } = message as StartedElsewhere;
  const start = child.spawn.bind(child);
  child.spawn = (options) => start({ ...options, detached: true });
  list.push(child);
});

/**
 * Has every process that some code starts lead a process group of its own.
 * @param list gets these processes
 */
export function inOwnGroups<T>(list: ChildProcess[], code: () => Promise<T>): Promise<T> {
  return children.run(list, async () => await code());
}

/** A group of its own does not get the terminal's signals, so they are passed on. */
const running = new Set<() => void>();
const signals = ["SIGINT", "SIGTERM", "SIGHUP"] as const;

/**
 * Has a process ended when we are.
 * @returns to be called once it has ended
 */
export function endWithUs(end: () => void): () => void {
  if (running.size === 0) {
    for (const signal of signals) process.on(signal, endAll);
    process.on("exit", endAll);
  }
  running.add(end);
  return () => forget(end);
}

function forget(end: () => void): void {
  if (!running.delete(end) || running.size > 0) return;
  for (const signal of signals) process.off(signal, endAll);
  process.off("exit", endAll);
}

function endAll(cause: NodeJS.Signals | number): void {
  for (const end of running) end();
  if (typeof cause === "number") return;
  for (const end of running) forget(end);
  process.kill(process.pid, cause);
}
