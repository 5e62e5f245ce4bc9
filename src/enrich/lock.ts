import {
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimes,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join, resolve } from "node:path";
import { z } from "zod";

const holderSchema = z.strictObject({ pid: z.number().int(), host: z.string(), since: z.string() });
type Holder = z.infer<typeof holderSchema>;

/** The holder touches its lock every 5 seconds. One that was not touched for this many seconds is stale. */
const STALE = 600;
/** Seconds a lock may be without content: between creating and writing the file. */
const UNWRITTEN = 5;

/** Lock files that this process holds. */
const held = new Set<string>();

/** Another process holds the lock. */
export class Busy extends Error {
  override name = "Busy";
}

/**
 * Runs `work` while holding the lock of a folder. A stale lock is taken over.
 * @param note gets a sentence when a lock of another host is taken over
 * @throws Busy when another process holds the lock
 */
export async function withLock<T>(
  workspace: string,
  work: () => Promise<T>,
  note: (sentence: string) => void = () => {},
): Promise<T> {
  mkdirSync(workspace, { recursive: true });
  const file = resolve(join(workspace, "lock"));
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() });
  take(file, mine, note);
  held.add(file);
  const heartbeat = setInterval(() => utimes(file, new Date(), new Date(), () => {}), 5000).unref();
  try {
    return await work();
  } finally {
    clearInterval(heartbeat);
    held.delete(file);
    // Not the lock of a process that took it over while this one was suspended.
    if (read(file) === mine) rmSync(file, { force: true });
  }
}

function take(file: string, mine: string, note: (sentence: string) => void): void {
  for (let attempt = 0; attempt < 3; attempt += 1) {
    if (create(file, mine)) return;
    removeIfStale(file, note);
  }
  throw new Busy("Another run is just taking the lock of the facts. Run this again.");
}

/** @returns false when there is a lock already */
function create(file: string, text: string): boolean {
  let handle: number;
  try {
    handle = openSync(file, "wx");
  } catch (failure) {
    if ((failure as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw failure;
  }
  try {
    writeFileSync(handle, text);
  } catch (failure) {
    // A full disk: an empty lock would stop the next runs.
    rmSync(file, { force: true });
    throw failure;
  } finally {
    closeSync(handle);
  }
  return true;
}

function removeIfStale(file: string, note: (sentence: string) => void): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return;
  const text = read(file);
  const holder = parseHolder(text);
  const silence = (Date.now() - stat.mtimeMs) / 1000;
  if (holder ? isAlive(file, holder, silence) : silence < UNWRITTEN) throw busy(file, text, silence);
  // It is renamed before it is removed: of several runs that find it stale, one succeeds, and one that renamed a
  // lock that was taken in the meantime puts it back.
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const renamed = read(aside);
  if (renamed !== text) linkSync(aside, file);
  rmSync(aside, { force: true });
  if (renamed !== text) throw busy(file, renamed, 0);
  if (holder && holder.host !== hostname())
    note(`took over the lock of ${named(holder)}: no sign of life for ${Math.round(silence)} seconds`);
}

/**
 * Whether the holder of a lock still runs. The processes of another host cannot be looked at: only the age of its
 * lock counts.
 */
function isAlive(file: string, { pid, host }: Holder, silence: number): boolean {
  if (silence > STALE) return false;
  if (host !== hostname()) return true;
  // Left by a process that had this number earlier, as it happens in containers.
  if (pid === process.pid) return held.has(file);
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === "EPERM";
  }
}

function busy(file: string, text: string, silence: number): Busy {
  const holder = parseHolder(text);
  if (!holder || holder.host === hostname()) {
    const who = holder ? named(holder) : "another run";
    return new Busy(`The facts are being written by ${who}. Wait for it to end, then run this again.`);
  }
  return new Busy(
    `The facts are being written by ${named(holder)}, as far as can be seen from here: its last sign of life is ` +
      `${Math.max(0, Math.round(silence))} seconds old, and after ${STALE} its lock is taken over. ` +
      `If you know that it has ended, delete ${file} and run this again.`,
  );
}

function named({ pid, host, since }: Holder): string {
  return `process ${pid} on ${host}, since ${since}`;
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Null for a lock that is not written yet, or in an unknown format. */
function parseHolder(text: string): Holder | null {
  try {
    return holderSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}
