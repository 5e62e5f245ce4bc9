import { mkdirSync, utimesSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";

export const HERE = hostname();
const NEVER = 2 ** 22 + 1; // above every process number that Linux gives out

/** What is in a lock file, and how many seconds ago it was last touched. */
export type LockCase = [name: string, holder: object | string, silence: number];

export const staleLocks: LockCase[] = [
  ["of this process, from before it had its number", { pid: process.pid, host: HERE }, 1],
  ["of a process that is gone", { pid: NEVER, host: HERE }, 1],
  ["of a process that lives but has been silent for long", { pid: 1, host: HERE }, 700],
  ["of another host, silent for long", { pid: 1, host: "elsewhere.example.org" }, 700],
  ["that is empty and some seconds old", "", 10],
  ["that is no lock", "{", 10],
];

/** With what the refusal says. */
export const heldLocks: [...LockCase, words: string][] = [
  ["of a running process", { pid: 1, host: HERE }, 1, "process 1"],
  ["of another host, with its age and how to overrule it", { pid: 7, host: "elsewhere" }, 99, "99 seconds"],
  ["of another host whose clock is ahead", { pid: 7, host: "elsewhere" }, -500, "0 seconds"],
  ["that is just being written", "", 0, "another run"],
];

/** Makes a folder with such a lock in it. */
export function lockedBy(
  workspace: string,
  holder: object | string,
  silence: number,
): { workspace: string; file: string } {
  mkdirSync(workspace);
  const file = join(workspace, "lock");
  const text = typeof holder === "string" ? holder : JSON.stringify({ since: "2026-01-01", ...holder });
  writeFileSync(file, text);
  const then = Date.now() / 1000 - silence;
  utimesSync(file, then, then);
  return { workspace, file };
}
