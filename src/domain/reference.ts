import { type CitedHash, hashesIn } from "./cited-hashes.ts";
import { ANY_HASH, couldBeWord } from "./hash.ts";
import { type Identifier, identifierIn, type NamedFile } from "./identifier.ts";
import { releaseIn } from "./release.ts";
import { releaseOfUname } from "./uname-line.ts";

/** What a person has in hand that names one commit, posting, flaw, release, kernel or interface. */
export type Reference =
  | LookupReference
  /** `tag` as the kernel's tags are written: "v5.6", "v5.10-rc1", "v5.15.13". */
  | { type: "release"; tag: string }
  /** What `uname -r` prints of a kernel that is not just a release: "5.14.0-427.el9.x86_64"; `kernelReader` reads it. */
  | { type: "kernel"; text: string }
  | ({ type: "identifier" } & (Identifier | NamedFile));

/** The beginning of a hash, or an address: what is looked up by a key. */
export type LookupReference =
  | {
      type: "hash";
      /** 4 to 40 hex digits, lower case. */
      prefix: string;
      /** What stands beside the hash in the text, mostly the subject; "" for nothing. */
      rest: string;
      /** False where it may as well be a word ("face") or a number ("4026531833"). */
      certain: boolean;
    }
  | {
      type: "address";
      /** Keys to look up, the likeliest first: a message-id, a web address in its plain form, a CVE id. */
      keys: string[];
      /** What to search for as text where nothing has the address. */
      rest: string;
      certain: boolean;
    };

const LONGEST = 2000; // UTF-16 units

/**
 * What a pasted text refers to. Never throws; a text of more than 2,000 characters is words.
 * @returns null for one that is simply words
 * @example referenceIn("https://git.kernel.org/torvalds/c/8db6c34f1dbc") // { type: "hash", prefix: "8db6c34f1dbc", … }
 * @example referenceIn("Linux 5.6") // { type: "release", tag: "v5.6" }
 */
export function referenceIn(text: string): Reference | null {
  if (text.length > LONGEST) return null;
  const pasted = text.trim();
  const bare = pasted.replace(AROUND, "");
  return (
    kernelIn(bare) ??
    hashAtStart(pasted) ??
    addressIn(pasted) ??
    hashWithin(pasted) ??
    messageIdIn(pasted) ??
    cveIn(pasted) ??
    bugIn(bare) ??
    releaseReference(bare) ??
    identifierReference(pasted)
  );
}

/** Whether a reference is looked up by a key. */
export function isLookup(reference: Reference | null): reference is LookupReference {
  return reference?.type === "hash" || reference?.type === "address";
}

/** The commits that one line names. */
export interface LineOfHashes {
  /** The one that the line is about. */
  hash: CitedHash;
  /** The others, each once, in their order. */
  others: CitedHash[];
}

/**
 * The commit that a pasted line is about: the hash at its beginning, as `git log --oneline` prints it, else the first.
 * Digits that may be a word or a date are taken only at the beginning.
 * @returns null for a line without a hash of 7 to 40 digits
 * @example hashesOfLine("[ Upstream commit 8DB6C34F1DBC ]")?.hash.hash // "8db6c34f1dbc"
 */
export function hashesOfLine(line: string): LineOfHashes | null {
  if (JUST_A_HASH.test(line)) return { hash: justAHash(line), others: [] };
  const all = hashesIn(line);
  const hash = all.find((each, index) => each.certain || (index === 0 && isAtStart(each, line)));
  if (!hash) return null;
  const others = new Map(all.filter(({ certain }) => certain).map((each) => [each.hash, each]));
  others.delete(hash.hash);
  return { hash, others: [...others.values()] };
}

/** The id of a published flaw as a key: CVE-2022-0185 in lower case. */
export function cveKey(id: string): string {
  return id.toLowerCase();
}

/** A message-id as a key: as lore writes it, in lower case. */
export function messageIdKey(id: string): string {
  return id.toLowerCase();
}

/** A web address as a key: without scheme, www, fragment and the slash at its end. */
function addressKey(url: URL): string {
  const path = `${url.pathname.replace(/\/+$/, "")}${url.search}`;
  return `${url.host.replace(/^www\./, "")}${path}`.toLowerCase();
}

const WEB = /https?:\/\/[^\s<>"“”]+/i;
const BARE_WEB = /^(?:[a-z0-9-]+\.)+[a-z]{2,}\/\S+$/i;

function addressIn(text: string): Reference | null {
  const written =
    WEB.exec(text)?.[0].replace(/[.,;:)\]]+$/, "") ?? (BARE_WEB.test(text) ? `https://${text}` : null);
  if (written === null || !URL.canParse(written)) return null;
  const url = new URL(written);
  const path = decoded(url.pathname);
  const segments = path.split("/").filter(Boolean);
  const ids = segments.filter((segment) => /^[^@\s]+@[^@\s]+$/.test(segment)).map(messageIdKey);
  const [cve] = CVE.exec(path) ?? [];
  const hash = hashesIn(written).find(({ form }) => form === "address")?.hash;
  if (hash && !cve && ids.length === 0) return { type: "hash", prefix: hash, rest: "", certain: true };
  const keys = [...ids, addressKey(url), ...(cve ? [cveKey(cve)] : [])];
  return { type: "address", keys, rest: segments.at(-1) ?? "", certain: true };
}

const JUST_A_HASH = new RegExp(`^${ANY_HASH}$`, "i");

function justAHash(line: string): CitedHash {
  const hash = line.toLowerCase();
  const certain = !couldBeWord(hash);
  return { hash, role: "commit", form: "bare", certain, at: 0, length: line.length, subject: "" };
}

/** Before a hash at the beginning stands at most what git log --graph, a list or a quotation puts there. */
function isAtStart({ at }: CitedHash, line: string): boolean {
  return at <= 200 && line.slice(0, at).replace(AROUND, "") === "";
}

const CVE = /(?<![a-z0-9-])CVE-\d{4}-\d{4,7}(?![a-z0-9-])/i;
const HASH_ALONE = /^[0-9a-f]{4,40}$/i;
/** Signs around a word that are not part of it: quotation marks, brackets, backticks, punctuation, bullets, a byte order mark. */
const AROUND = /^[\s\ufeff\u200b"“'`*_([{<|#>^+-]+|[\s"”'`*_)\]}>|,.;:!?-]+$/gu;

/** A hash alone, or a line of git log --oneline. */
function hashAtStart(text: string): Reference | null {
  const alone = text.replace(AROUND, "");
  if (HASH_ALONE.test(alone)) {
    const prefix = alone.toLowerCase();
    return { type: "hash", prefix, rest: "", certain: prefix.length >= 7 && !couldBeWord(prefix) };
  }
  const first = hashesOfLine(text)?.hash;
  if (!first?.certain || first.form !== "bare" || !isAtStart(first, text)) return null;
  const rest = first.subject || text.slice(first.at + first.length).replace(AROUND, "");
  return { type: "hash", prefix: first.hash, rest, certain: true };
}

/** A hash within a citation: commit X ("subject"), Fixes: X, v5.10-rc1-5-gX. */
function hashWithin(text: string): Reference | null {
  const named = hashesIn(text).find(({ form }) => form === "named" || form === "described");
  return named ? { type: "hash", prefix: named.hash, rest: named.subject, certain: true } : null;
}

function messageIdIn(text: string): Reference | null {
  const [, id] =
    /^(?:message-id:|in-reply-to:|mid:|id:)?\s*<?([^\s<>@"]+@[^\s<>@"]+\.[^\s<>@"]+)>?$/i.exec(text) ?? [];
  // An author's address has the same shape.
  return id ? { type: "address", keys: [messageIdKey(id)], rest: id, certain: /\d{4}/.test(id) } : null;
}

/** "CVE-2022-0185", also in an address that nothing else has. */
function cveIn(text: string): Reference | null {
  const [id] = CVE.exec(text) ?? [];
  return id ? { type: "address", keys: [cveKey(id)], rest: id, certain: true } : null;
}

/** "bug 205957", "BZ#1234567": the trackers that the kernel's commits cite. */
function bugIn(text: string): Reference | null {
  const [, number] =
    /^(?:kernel |kernel\.org |red ?hat )?(?:bugzilla|bug|bz)(?: ?#| |: ?)(\d{3,8})$/i.exec(text) ?? [];
  if (number === undefined) return null;
  const keys = ["kernel.org", "redhat.com"].map((host) => `bugzilla.${host}/show_bug.cgi?id=${number}`);
  return { type: "address", keys, rest: number, certain: false };
}

/** A version with what a builder of kernels adds: "-427.el9.x86_64", "+"; git describe's "-5-gX" names a commit. */
const KERNEL = /^\d{1,2}\.\d{1,3}\.\d{1,3}(?:\.\d{1,4}){0,3}(?:-[\w.+~-]{0,120}|\+[\w.+~-]{0,120})$/;
const DESCRIBED = /^[\d.]+(?:-rc\d+)?-\d{1,7}-g[0-9a-f]{7}|-rc\d{1,2}$/;

/** What `uname -r` prints, alone or in what `uname -a` and /proc/version print. */
function kernelIn(text: string): Reference | null {
  const kernel = releaseOfUname(text) ?? text;
  if (kernel.length > 200 || !KERNEL.test(kernel) || DESCRIBED.test(kernel)) return null;
  return { type: "kernel", text: kernel };
}

function releaseReference(text: string): Reference | null {
  const tag = releaseIn(text);
  return tag === null ? null : { type: "release", tag };
}

function identifierReference(text: string): Reference | null {
  const identifier = identifierIn(text);
  return identifier && { type: "identifier", ...identifier };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
