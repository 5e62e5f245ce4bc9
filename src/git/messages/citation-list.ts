import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { History } from "../history/history.ts";
import type { Clone } from "../process/open-clone.ts";

/**
 * Layout of a citation, "this commit's message names that hash": the citing commit's 20 bytes, the cited prefix in
 * up to 20 bytes padded with zeros, and the number of its hex digits. A list is an index only: what a message says
 * about a commit is always read from the message itself.
 */
export const ENTRY = { width: 41, cited: 20, digits: 40 } as const;

/** Whether the entry at byte offset `entry` of a citation list is wanted. */
export type Matches = (citations: Uint8Array, entry: number) => boolean;

/** A growing list of citations. */
export class CitationList {
  #bytes: Uint8Array;
  #length: number;

  /** @param bytes initial entries; not copied */
  constructor(bytes: Uint8Array = new Uint8Array(0)) {
    this.#bytes = bytes;
    this.#length = bytes.length;
  }

  /** All entries, ENTRY.width bytes each. */
  get bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.#length);
  }

  /**
   * Appends a citation.
   * @param citing holds the citing commit's 20 bytes at `at`; the cited hex digits are text[from] to text[to - 1]
   * @param matches called for the new entry
   * @returns what `matches` returned
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

/** The value of a lower-case hex digit in ASCII. */
function digitValue(digit: number): number {
  return digit < 0x3a ? digit - 0x30 : digit - 0x57;
}

const KEY_BITS = 20; // five hex digits: fewer than the shortest prefix that counts as a hash

/**
 * Makes a predicate: does a citation's prefix match one of the targets? One table look-up in most cases.
 * @param targets positions
 */
export function citesOneOf({ oids }: Pick<History, "oids">, targets: readonly number[]): Matches {
  const byKey = Map.groupBy(targets, (target) => keyAt(oids, 20 * target));
  const isWanted = new Uint8Array(2 ** KEY_BITS);
  for (const key of byKey.keys()) isWanted[key] = 1;
  return (citations, entry) => {
    const key = keyAt(citations, entry + ENTRY.cited);
    if (isWanted[key] === 0) return false;
    return byKey.get(key)?.some((target) => cites(citations, entry, oids, 20 * target)) === true;
  };
}

/**
 * The commits that cite what `matches` accepts, according to a citation list.
 * @param citations entries as `CitationList.bytes`
 * @returns positions; commits that the clone no longer has are left out
 */
export function findCitingCommits({ index }: History, citations: Uint8Array, matches: Matches): Set<number> {
  const citing = new Set<number>();
  for (let entry = 0; entry < citations.length; entry += ENTRY.width) {
    if (matches(citations, entry)) citing.add(index.findBytes(citations, entry));
  }
  citing.delete(-1);
  return citing;
}

function keyAt(bytes: Uint8Array, at: number): number {
  return ((bytes[at] as number) << 12) | ((bytes[at + 1] as number) << 4) | ((bytes[at + 2] as number) >> 4);
}

function cites(citations: Uint8Array, entry: number, oids: Uint8Array, oid: number): boolean {
  const digits = citations[entry + ENTRY.digits] as number;
  const cited = entry + ENTRY.cited;
  for (let byte = 0; byte < digits >> 1; byte += 1) {
    if (citations[cited + byte] !== oids[oid + byte]) return false;
  }
  const half = digits >> 1;
  return digits % 2 === 0 || (citations[cited + half] as number) >> 4 === (oids[oid + half] as number) >> 4;
}

/** The citations in the messages of one clone, as far as they have been read. */
export interface ScannedCitations {
  /** 20 bytes a commit: every message reachable from these commits has been read. */
  tips: Uint8Array;
  /** Entries of a `CitationList`. */
  citations: Uint8Array;
}

/**
 * The file in which the citations of a clone are kept between runs. It may be deleted at any time.
 * @param folder the folder for caches, see `cacheFolder`; null: nothing is cached
 * @returns null when nothing is cached
 */
export function citationCacheFile(folder: string | null, clone: Clone): string | null {
  const name = createHash("sha1").update(clone.gitDirectory).digest("hex");
  return folder && join(folder, "citations", name);
}

/** Incremented when `hashWords` changes what it finds or lists are written otherwise: older files are then useless. */
const VERSION = 2;
const HEAD = 32; // bytes: name, version, number of tips
const NAME = "sincelinux citations\n";

/**
 * Reads a cache file. Deleting the file costs one scan.
 * @returns null when the file is missing, unreadable, truncated, damaged (by its SHA-1) or of another version
 */
export function readCitationCache(file: string): ScannedCitations | null {
  const bytes = readRegularFile(file);
  if (bytes === null) return null;
  const body = bytes.subarray(0, Math.max(0, bytes.length - 20));
  if (body.length < HEAD || body.toString("latin1", 0, NAME.length) !== NAME) return null;
  if (body.readUInt32BE(24) !== VERSION) return null;
  if (!createHash("sha1").update(body).digest().equals(bytes.subarray(body.length))) return null;
  const citations = HEAD + 20 * body.readUInt32BE(28);
  if (citations > body.length || (body.length - citations) % ENTRY.width !== 0) return null;
  return { tips: body.subarray(HEAD, citations), citations: body.subarray(citations) };
}

function readRegularFile(file: string): Buffer | null {
  try {
    return statSync(file).isFile() ? readFileSync(file) : null;
  } catch {
    return null; // no such file, or not ours to read
  }
}

/** Replaces a cache file atomically. When it cannot be written, the next run reads the messages again. */
export function writeCitationCache(file: string, { tips, citations }: ScannedCitations): void {
  const head = Buffer.alloc(HEAD);
  head.write(NAME, "latin1");
  head.writeUInt32BE(VERSION, 24);
  head.writeUInt32BE(tips.length / 20, 28);
  const parts = [head, tips, citations];
  const hash = createHash("sha1");
  for (const part of parts) hash.update(part);
  const fresh = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, Buffer.concat([...parts, hash.digest()]));
    renameSync(fresh, file);
  } catch {
    // A full disk leaves a partial file.
    if (existsSync(fresh)) rmSync(fresh);
  }
}
