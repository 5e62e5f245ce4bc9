import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { ENTRY } from "./mention-list.ts";

/** What one clone's messages cite, as far as they have been read. */
export interface ScannedMentions {
  /** 20 bytes a commit: every message that is reachable from these has been read. */
  tips: Uint8Array;
  /** Entries of a MentionList. */
  mentions: Uint8Array;
}

/** Goes up when hashWords takes other words: what was found before is then worth nothing. */
const VERSION = 1;
const HEAD = 32; // bytes: the name, the version, how many tips
const NAME = "sincelinux mentions\n";

/**
 * Reads a cache file. One that is cut short, damaged or of another version is as good as none: its checksum
 * tells. Deleting it costs one scan.
 */
export function readMentionCache(file: string): ScannedMentions | null {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) return null;
  const bytes = readFileSync(file);
  const body = bytes.subarray(0, Math.max(0, bytes.length - 20));
  if (body.length < HEAD || body.toString("latin1", 0, NAME.length) !== NAME) return null;
  if (body.readUInt32BE(24) !== VERSION) return null;
  if (!createHash("sha1").update(body).digest().equals(bytes.subarray(body.length))) return null;
  const mentions = HEAD + 20 * body.readUInt32BE(28);
  if (mentions > body.length || (body.length - mentions) % ENTRY.width !== 0) return null;
  return { tips: body.subarray(HEAD, mentions), mentions: body.subarray(mentions) };
}

/** Replaces a cache file whole. Where it cannot be written, the next run reads the messages again. */
export function writeMentionCache(file: string, { tips, mentions }: ScannedMentions): void {
  const head = Buffer.alloc(HEAD);
  head.write(NAME, "latin1");
  head.writeUInt32BE(VERSION, 24);
  head.writeUInt32BE(tips.length / 20, 28);
  const parts = [head, tips, mentions];
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  const fresh = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, Buffer.concat([...parts, hash.digest()]));
    renameSync(fresh, file);
  } catch {
    // A full disk leaves half a file. Where there is no folder there is no file either.
    if (existsSync(fresh)) rmSync(fresh);
  }
}
