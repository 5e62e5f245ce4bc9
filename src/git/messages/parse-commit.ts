import type { Trailer } from "../../records/schema/facts.ts";
import { messageStart } from "./hash-words.ts";
import { parseIdent, type Signature } from "./parse-ident.ts";
import { trailersOf } from "./trailers.ts";

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
