import { trailerKeys } from "../../domain/trailers.ts";
import { messageStart } from "./hash-words.ts";

export interface Trailer {
  /** In the kernel's spelling, whatever the case in the message. */
  key: (typeof trailerKeys)[number];
  value: string;
}

/** The parts of a commit object that facts keep. */
export interface ParsedCommit {
  author: Signature;
  committer: Signature;
  /** The first paragraph on one line, as git's %s. */
  subject: string;
  trailers: Trailer[];
}

/**
 * Parses a commit object. Any bytes are accepted: missing headers give empty names and the year 1970.
 * @param object as `git cat-file commit` prints it
 * @example parseCommit(object).author // { name: "Andrey Vagin", date: "2016-09-06T00:47:13-07:00", seconds: 1473148033 }
 */
export function parseCommit(object: Buffer): ParsedCommit {
  const { headers, message, decode } = open(object);
  return {
    author: parseIdent(decode(Buffer.from(header(headers, "author"), "latin1"))),
    committer: parseIdent(decode(Buffer.from(header(headers, "committer"), "latin1"))),
    subject: subjectOf(message),
    trailers: trailersOf(message),
  };
}

/** The subject of a commit object; takes a third of the time of `parseCommit`. */
export function parseSubject(object: Buffer): string {
  return subjectOf(open(object).message);
}

function open(object: Buffer) {
  const start = messageStart(object, 0, object.length);
  const headers = object.toString("latin1", 0, start);
  const decode = decoderFor(header(headers, "encoding"));
  return { headers, message: decode(object.subarray(start)), decode };
}

/**
 * The first paragraph on one line, as git's %s. Like git, skips leading empty lines and keeps leading spaces.
 * @param message without the headers
 */
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
 * Tries the encoding that the commit declares, then UTF-8, then Latin-1, which accepts any bytes and is what most old
 * commits that are not UTF-8 use.
 */
function decoderFor(encoding: string): (bytes: Uint8Array) => string {
  const named = encoding === "" ? null : decoder(encoding);
  return (bytes) => {
    for (const each of [named, utf8]) {
      try {
        if (each) return each.decode(bytes);
      } catch {
        // not valid in this encoding
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

/** The author or committer of a commit. */
export interface Signature {
  /** Any text: may be empty or contain control characters. */
  name: string;
  /** With time and zone, as git's %aI: "2017-01-25T14:04:15+13:00"; 1970 when the commit has no valid date. */
  date: string;
  /** Seconds since the epoch, UTC. */
  seconds: number;
}

/** The largest value of a Date. git prints later dates as 1970, and so do we. */
const LAST_SECOND = 8.64e12;

/**
 * Parses "Name <address> seconds zone" as git does: the name up to the first "<", the date after the last ">".
 * @example parseIdent("A U Thor <a@example.org> 1200000000 +0100").date // "2008-01-10T22:20:00+01:00"
 */
export function parseIdent(ident: string): Signature {
  const opening = ident.indexOf("<");
  const name = (opening < 0 ? ident : ident.slice(0, opening)).trim();
  const [, digits = "0", zone = "+0000"] =
    /^\s*(\d{1,20})(?:\s+([+-]\d{1,9}))?/.exec(ident.slice(ident.lastIndexOf(">") + 1)) ?? [];
  const seconds = Number(digits) > LAST_SECOND ? 0 : Number(digits);
  return { name, date: isoDate(seconds, zone), seconds };
}

function isoDate(seconds: number, zone: string): string {
  // Hours and minutes in one number: +0530.
  const digits = Math.abs(Number(zone));
  const known = digits < 10_000 ? digits : 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const minutes = sign * (Math.trunc(known / 100) * 60 + (known % 100));
  const local = new Date(1000 * Math.min(seconds + 60 * minutes, LAST_SECOND));
  const [year = "", rest = ""] = splitYear(local.toISOString());
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${year}-${rest.slice(0, 14)}${sign < 0 ? "-" : "+"}${pad(Math.trunc(known / 100))}:${pad(known % 100)}`;
}

/** toISOString writes years after 9999 as "+010000". */
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
/** One search through the whole message is cheaper than a test of every line. */
const LINE = new RegExp(`(?<![^\\n])(${[...plainKeys.keys()].join("|")}|cc):[ \\t]*(\\S[^\\n]*)`, "gi");
const STABLE = /\bstable@(?:vger\.)?kernel\.org\b/i;

/**
 * The trailers listed in `trailerKeys`, in the order of the message. All lines count, not only those of the last
 * paragraph: maintainers put notes between trailers.
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
