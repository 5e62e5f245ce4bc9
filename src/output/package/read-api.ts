import { existsSync, readFileSync } from "node:fs";
import type { ApiContent, ApiFileKind } from "../api/schema/files.ts";

/** What every file begins with, as far as a program asks for it. */
interface Heading {
  schemaVersion: string;
  generated: string;
}

/** Where the built package has the files of /api/v1/; a checkout has none there. */
const folder = new URL("../../../api/v1/", import.meta.url);

/**
 * Reads one file of /api/v1/ as it is packed.
 * @param path below /api/v1/; made of known slugs and checked hashes alone
 * @returns undefined where there is no such file
 */
export function readApi<K extends ApiFileKind>(
  _kind: K,
  path: string,
): (ApiContent<K> & Heading) | undefined {
  const file = new URL(path, folder);
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}

/** The same, for a file that every package has. @throws Error outside of a built package */
export function readWhole<K extends ApiFileKind>(kind: K): ApiContent<K> & Heading {
  const content = readApi(kind, `${kind}.json`);
  if (!content) throw new Error(`sincelinux: no ${kind}.json in the package; "npm pack" makes it whole`);
  return content;
}
