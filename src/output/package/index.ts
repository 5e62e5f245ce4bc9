/**
 * The data of sincelinux for programs: the same as the files of /api/v1/, whose schemas document each field.
 * Addresses begin with "/": put the address of a site that shows this content before them.
 */

import { existsSync, readFileSync } from "node:fs";
import { isHashPrefix } from "../../domain/hash.ts";
import { changeFilePath, commitFilePath, interfaceFilePath } from "../api/addresses.ts";
import type { ApiContent, ApiFileKind, JudgedClaim, SincePart, SourceDocument } from "../api/schema/files.ts";

export type ChangeInShort = ApiContent<"changes">["changes"][number];
export type Change = ApiContent<"change">;
export type Commit = ApiContent<"commit">;
export type InterfaceInShort = ApiContent<"interfaces">["interfaces"][number];
export type Interface = ApiContent<"interface">;
export type Topic = ApiContent<"topics">["topics"][number];
export type Release = ApiContent<"releases">["releases"][number];
export type Claim = JudgedClaim;
export type KnownHash = ApiContent<"by-hash">["hashes"][number];
/** The release of something, with its evidence. More than one release: equally good sources disagree. */
export type Since = SincePart;
export type { SourceDocument };

/** What every file begins with, as far as a program asks for it. */
interface Heading {
  schemaVersion: string;
  generated: string;
}

/** Where the built package has the files of /api/v1/; a checkout has none there. */
const folder = new URL("../../../api/v1/", import.meta.url);

const inShort = readWhole("changes");
const claimed = readWhole("claims");

/** Every change, in short, by slug. */
export const changes: readonly ChangeInShort[] = inShort.changes;
/** Every interface, in short, by name. */
export const interfaces: readonly InterfaceInShort[] = readWhole("interfaces").interfaces;
/** Every topic, with the slugs of its changes. */
export const topics: readonly Topic[] = readWhole("topics").topics;
/** Every mainline release with its date, in version order. */
export const releases: readonly Release[] = readWhole("releases").releases;
/** Every claim with its source and its verdict. */
export const claims: readonly Claim[] = claimed.claims;
/** The sources that those claims name. */
export const documents: readonly SourceDocument[] = claimed.documents;
/** 1.N; N grows with each added field. */
export const schemaVersion: string = inShort.schemaVersion;
/** The newest day in the content, as a moment in UTC; never the time of the build. */
export const generated: string = inShort.generated;

/**
 * One change, whole, by its slug or an earlier one; undefined where there is none.
 * @example change("time-namespaces")?.headline // "first usable in v5.6 (2020-03-29), ..."
 */
export function change(slug: string): Change | undefined {
  const found = changes.find((each) => each.slug === slug || each.aliases.includes(slug));
  return found && readApi("change", changeFilePath(found.slug));
}

/**
 * One interface, whole, by its name as programs write it; undefined where no record lists it.
 * @example interfaceNamed("CLONE_NEWTIME")?.since.inWords // "v5.6 (2020-03-29), fact, headers"
 */
export function interfaceNamed(name: string): Interface | undefined {
  const found = interfaces.find((each) => each.name === name);
  return found && readApi("interface", interfaceFilePath(found.name));
}

/**
 * Every known hash that begins with these 7 to 40 hex digits, and the commits it leads to: itself, or those that
 * it is a backport, a fix or the merge of. More than one: the digits are ambiguous.
 * @returns an empty list for anything else
 * @example hashes("8db6c34")[0]?.sha // "8db6c34f1dbc8e06aa016a9b829b06902c3e1340"
 */
export function hashes(prefix: string): KnownHash[] {
  const digits = prefix.toLowerCase();
  if (!isHashPrefix(digits)) return [];
  const known = readApi("by-hash", `by-hash/${digits.slice(0, 2)}.json`)?.hashes ?? [];
  return known.filter(({ sha }) => sha.startsWith(digits));
}

/**
 * The one commit whose hash begins with these 7 to 40 hex digits; undefined for none and for several.
 * @example commit("8db6c34f1dbc")?.since.inWords // "v4.14 (2017-11-12), claim, 1 source"
 */
export function commit(prefix: string): Commit | undefined {
  const [only, other] = hashes(prefix);
  return only && !other ? readApi("commit", commitFilePath(only.sha)) : undefined;
}

/**
 * Reads one file of /api/v1/ as it is packed.
 * @param path below /api/v1/; made of known slugs and checked hashes alone
 * @returns undefined where there is no such file
 */
function readApi<K extends ApiFileKind>(_kind: K, path: string): (ApiContent<K> & Heading) | undefined {
  const file = new URL(path, folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** The same, for a file that every package has. @throws Error outside of a built package */
function readWhole<K extends ApiFileKind>(kind: K): ApiContent<K> & Heading {
  const content = readApi(kind, `${kind}.json`);
  if (!content) throw new Error(`sincelinux: no ${kind}.json in the package; "npm pack" makes it whole`);
  return content;
}
