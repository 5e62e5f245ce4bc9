import {
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  utimes,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { z } from "zod";

const holder = z.strictObject({ pid: z.number().int(), host: z.string(), since: z.string() });

/** Seconds without a sign of life after which a lock counts as left behind, even if some process has its number. */
const GIVEN_UP = 600;

/** Somebody else is at work. */
export class Busy extends Error {
  override name = "Busy";
}

/**
 * Holds a folder for one process, as long as `work` takes. A lock whose holder is gone is taken over.
 * @throws Busy when another process holds it
 */
export async function withLock<T>(workspace: string, work: () => Promise<T>): Promise<T> {
  mkdirSync(workspace, { recursive: true });
  const file = join(workspace, "lock");
  take(file);
  const alive = setInterval(() => utimes(file, new Date(), new Date(), () => {}), 5000).unref();
  try {
    return await work();
  } finally {
    clearInterval(alive);
    rmSync(file, { force: true });
  }
}

function take(file: string): void {
  const mine = JSON.stringify({ pid: process.pid, host: hostname(), since: new Date().toISOString() });
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      writeFileSync(file, mine, { flag: "wx" });
      return;
    } catch (failure) {
      if ((failure as NodeJS.ErrnoException).code !== "EEXIST") throw failure;
    }
    removeIfLeftBehind(file);
  }
  throw new Busy("Another run is taking over the facts just now. Run this again.");
}

function removeIfLeftBehind(file: string): void {
  const stat = statSync(file, { throwIfNoEntry: false });
  if (!stat) return;
  const text = read(file);
  const held = parseHolder(text);
  const silence = (Date.now() - stat.mtimeMs) / 1000;
  if (held ? isAlive(held, silence) : silence < 5) throw busy(text);
  // Moved aside before it is removed: of several runs that find it left behind, one gets it, and one that got
  // hold of a new lock meanwhile puts it back.
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
  } catch {
    return;
  }
  const moved = read(aside);
  if (moved !== text) linkSync(aside, file);
  rmSync(aside, { force: true });
  if (moved !== text) throw busy(moved);
}

function busy(text: string): Busy {
  const held = parseHolder(text);
  const who = held ? `process ${held.pid} on ${held.host}, since ${held.since}` : "another run";
  return new Busy(`The facts are being written by ${who}. Wait for it to end, then run this again.`);
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return "";
  }
}

/** Null for a lock that is just being written, or was written by nobody we know. */
function parseHolder(text: string): z.infer<typeof holder> | null {
  try {
    return holder.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function isAlive({ pid, host }: z.infer<typeof holder>, silence: number): boolean {
  if (silence > GIVEN_UP) return false;
  if (host !== hostname()) return true;
  try {
    process.kill(pid, 0);
    return true;
  } catch (failure) {
    return (failure as NodeJS.ErrnoException).code === "EPERM";
  }
}
