import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import type { History } from "../history/history.ts";

/**
 * Which commit cites which hash, as fixed-width entries in one array: the citing commit's 20 bytes, the cited
 * prefix in up to 20 bytes, filled up with zeros, and how many digits of it count.
 * It only tells where to look: what a message says is always read from the message itself.
 */
export const ENTRY = { width: 41, cited: 20, digits: 40 } as const;

/** Answers about the entry that begins at a place in some mentions. */
export type Matches = (mentions: Uint8Array, entry: number) => boolean;

/** A list of mentions that can grow. */
export class MentionList {
  #bytes: Uint8Array;
  #length: number;

  /** @param bytes entries to begin with; taken over, not copied */
  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#bytes = bytes;
    this.#length = bytes.length;
  }

  /** The entries side by side. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /**
   * @param citing holds the citing commit's 20 bytes at `at`; the cited digits are text[from] to text[to - 1]
   * @param matches is asked about the new entry, which is good for as long as the call
   * @returns its answer
   */
  add(citing: Uint8Array, at: number, text: Uint8Array, from: number, to: number, matches: Matches): boolean {
    if (this.#length + ENTRY.width > this.#bytes.length) this.#grow();
    const entry = this.#length;
    for (let byte = 0; byte < 20; byte += 1) this.#bytes[entry + byte] = citing[at + byte] as number;
    for (let digit = 0; digit < to - from; digit += 1) {
      const byte = entry + ENTRY.cited + (digit >> 1);
      const value = digitValue(text[from + digit] as number);
      this.#bytes[byte] = digit % 2 === 0 ? value << 4 : (this.#bytes[byte] as number) | value;
    }
    this.#bytes[entry + ENTRY.digits] = to - from;
    this.#length += ENTRY.width;
    return matches(this.#bytes, entry);
  }

  #grow(): void {
    const grown = new Uint8Array(2 * this.#bytes.length + 1000 * ENTRY.width);
    grown.set(this.bytes);
    this.#bytes = grown;
  }
}

/** Of a lower-case hex digit in ASCII. */
function digitValue(digit: number): number {
  return digit < 0x3a ? digit - 0x30 : digit - 0x57;
}

const KEY_BITS = 20; // five digits: shorter than any prefix that is taken for a hash

/** Tells whether a mention may be of one of the targets: a look-up, however many they are. */
export function speaksOf({ oids }: Pick<History, "oids">, targets: readonly number[]): Matches {
  const byKey = Map.groupBy(targets, (target) => keyAt(oids, 20 * target));
  const isWanted = new Uint8Array(2 ** KEY_BITS);
  for (const key of byKey.keys()) isWanted[key] = 1;
  return (mentions, entry) => {
    const key = keyAt(mentions, entry + ENTRY.cited);
    if (isWanted[key] === 0) return false;
    return byKey.get(key)?.some((target) => cites(mentions, entry, oids, 20 * target)) === true;
  };
}

/**
 * The commits whose messages may speak of the wanted ones, going by the list of mentions alone.
 * @returns positions; a commit that is gone from the clone is left out
 */
export function findCiting({ index }: History, mentions: Uint8Array, speaks: Matches): Set<number> {
  const citing = new Set<number>();
  for (let entry = 0; entry < mentions.length; entry += ENTRY.width) {
    if (speaks(mentions, entry)) citing.add(index.findBytes(mentions, entry));
  }
  citing.delete(-1);
  return citing;
}

function keyAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 12) | ((bytes[at + 1] as number) << 4) | ((bytes[at + 2] as number) >> 4);
}

function cites(mentions: Uint8Array, entry: number, oids: Uint8Array, oid: number): boolean {
  const digits = mentions[entry + ENTRY.digits] as number;
  const cited = entry + ENTRY.cited;
  for (let byte = 0; byte < digits >> 1; byte += 1) {
    if (mentions[cited + byte] !== oids[oid + byte]) return false;
  }
  const half = digits >> 1;
  return digits % 2 === 0 || (mentions[cited + half] as number) >> 4 === (oids[oid + half] as number) >> 4;
}

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
