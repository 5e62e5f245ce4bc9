import { trailerKeys } from "../../domain/trailers.ts";
import type { Trailer } from "../../records/schema/facts.ts";
import { messageStart } from "./hash-words.ts";

/** A commit object, read. */
export interface ParsedCommit {
  author: Signature;
  committer: Signature;
  /** The first paragraph on one line, as git's %s. */
  subject: string;
  trailers: Trailer[];
}

/** Reads a commit object. Nothing in it is taken on trust. */
export function parseCommit(object: Buffer): ParsedCommit {
  const { headers, message, decode } = open(object);
  return {
    author: parseIdent(decode(Buffer.from(header(headers, "author"), "latin1"))),
    committer: parseIdent(decode(Buffer.from(header(headers, "committer"), "latin1"))),
    subject: subjectOf(message),
    trailers: trailersOf(message),
  };
}

/** Of a commit object; costs a third of reading all of it. */
export function parseSubject(object: Buffer): string {
  return subjectOf(open(object).message);
}

function open(object: Buffer) {
  const start = messageStart(object, 0, object.length);
  const headers = object.toString("latin1", 0, start);
  const decode = decoderFor(header(headers, "encoding"));
  return { headers, message: decode(object.subarray(start)), decode };
}

/** Leading empty lines do not count, leading spaces do, as in git; it ends at the first empty line after them. */
export function subjectOf(message: string): string {
  const [paragraph = ""] = message.replace(/^(?:[ \t\r]*\n)+/, "").split(/\n[ \t\r]*(?:\n|$)/, 1);
  return paragraph
    .split("\n")
    .map((line) => line.trimEnd())
    .join(" ");
}

function header(headers: string, name: string): string {
  const found = headers.indexOf(`\n${name} `);
  if (found < 0) return "";
  const from = found + name.length + 2;
  const end = headers.indexOf("\n", from);
  return headers.slice(from, end < 0 ? undefined : end);
}

/**
 * What the commit says its encoding is, else UTF-8, else Latin-1: the last takes any bytes, and is what most
 * old commits that are no UTF-8 were written in.
 */
function decoderFor(encoding: string): (bytes: Uint8Array) => string {
  const named = encoding === "" ? null : decoder(encoding);
  return (bytes) => {
    for (const each of [named, utf8]) {
      try {
        if (each) return each.decode(bytes);
      } catch {
        // not in that encoding
      }
    }
    return Buffer.from(bytes).toString("latin1");
  };
}

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

function decoder(encoding: string): TextDecoder | null {
  try {
    return new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
  } catch {
    return null;
  }
}

/** Who and when. */
export interface Signature {
  /** Any text: may be empty or hold control characters. */
  name: string;
  /** With time and zone, like git's %aI: "2017-01-25T14:04:15+13:00". 1970 when the commit has none that can be. */
  date: string;
  /** Seconds since the epoch, UTC. */
  seconds: number;
}

/** What a Date can hold. git writes what is beyond as 1970, and so do we. */
const LAST_SECOND = 8.64e12;

/** Reads "Name <address> seconds zone" as git does: the name up to the first "<", the date after the last ">". */
export function parseIdent(ident: string): Signature {
  const opening = ident.indexOf("<");
  const name = (opening < 0 ? ident : ident.slice(0, opening)).trim();
  const [, digits = "0", zone = "+0000"] =
    /^\s*(\d{1,20})(?:\s+([+-]\d{1,9}))?/.exec(ident.slice(ident.lastIndexOf(">") + 1)) ?? [];
  const seconds = Number(digits) > LAST_SECOND ? 0 : Number(digits);
  return { name, date: isoDate(seconds, zone), seconds };
}

function isoDate(seconds: number, zone: string): string {
  // The number is hours and minutes side by side: +0530.
  const digits = Math.abs(Number(zone));
  const known = digits < 10_000 ? digits : 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const minutes = sign * (Math.trunc(known / 100) * 60 + (known % 100));
  const local = new Date(1000 * Math.min(seconds + 60 * minutes, LAST_SECOND));
  const [year = "", rest = ""] = splitYear(local.toISOString());
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${year}-${rest.slice(0, 14)}${sign < 0 ? "-" : "+"}${pad(Math.trunc(known / 100))}:${pad(known % 100)}`;
}

/** Years past 9999 come as "+010000". */
function splitYear(iso: string): [string, string] {
  const [, sign = "", year = "", rest = ""] = /^([+-]?)(\d+)-(.*)$/.exec(iso) ?? [];
  return [
    `${sign === "-" ? "-" : ""}${year.length === 6 ? String(Number(year)).padStart(4, "0") : year}`,
    rest,
  ];
}

const plainKeys = new Map(
  trailerKeys.filter((key) => key !== "Cc stable").map((key) => [key.toLowerCase(), key] as const),
);
/** For one search through the whole message, which costs less than a look at every line. */
const LINE = new RegExp(`(?<![^\\n])(${[...plainKeys.keys()].join("|")}|cc):[ \\t]*(\\S[^\\n]*)`, "gi");
const STABLE = /\bstable@(?:vger\.)?kernel\.org\b/i;

/**
 * The trailers that facts keep, in the order of the message. Anywhere in it, not only in its last paragraph:
 * maintainers put notes between them.
 */
export function trailersOf(message: string): Trailer[] {
  const trailers: Trailer[] = [];
  for (const [, name = "", value = ""] of message.matchAll(LINE)) {
    const key = plainKeys.get(name.toLowerCase()) ?? (isCcStable(name, value) ? "Cc stable" : undefined);
    if (key) trailers.push({ key, value: value.trimEnd() });
  }
  return trailers;
}

function isCcStable(name: string, value: string): boolean {
  return name.toLowerCase() === "cc" && STABLE.test(value);
}
