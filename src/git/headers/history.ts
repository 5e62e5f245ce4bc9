import type { TagKind } from "../../domain/release.ts";
import type { TableFormat } from "./parse-table.ts";

/** Files of a header history that define names. */
export interface HeaderFiles {
  /** A folder or a file, from the root of the repository. */
  path: string;
  form: "headers" | TableFormat;
  /** What stands for the path in the names of headers: where a folder moved, both have the same. */
  as?: string | undefined;
  /** It also holds what programs do not see. */
  internal?: boolean | undefined;
  /** The last release that has it there; later ones are not read. */
  until?: string | undefined;
  /** The first release that has it there. */
  from?: string | undefined;
}

/** A path for each other architecture that it stands for, or itself. */
export function pathsOf(path: string, architectures: readonly string[]): string[] {
  return path.includes("{arch}") ? architectures.map((arch) => path.replaceAll("{arch}", arch)) : [path];
}

/** How an import says which release it is of. {release} stands for "v5.12", "5.12-rc4"; {code} for LINUX_VERSION_CODE. */
export type ReleaseSource =
  /** The tags of the repository itself. */
  | { by: "tags" }
  /** The tree as it was on the day of a release: a rewritten history of the mainline. */
  | { by: "day" }
  /** The subject of the commit. */
  | { by: "subject"; patterns: readonly string[] }
  /** A line of a file. */
  | { by: "file"; path: string; patterns: readonly string[] };

/** A repository that imports the kernel's headers release after release, as content/repositories declares it. */
export interface HeaderHistory {
  id: string;
  branch?: string | undefined;
  /** `{arch}` in a path stands for each of the other architectures. */
  files: readonly HeaderFiles[];
  /** Architectures whose names are only kept from looking new where another has them. */
  otherArchitectures: readonly string[];
  release: ReleaseSource;
  /** Also with `{arch}`. Kbuild files that begin the lists of headers that programs get; of `internal` files only those listed count. */
  exports: readonly string[];
  /** Releases whose import proves nothing: a vendor's tree, or a mixture. */
  untrusted: readonly string[];
  /** Names and headers that it has from a vendor's patches: not read. */
  patched: readonly string[];
  /** Headers that it updates apart from its imports: what an import lacks in them proves nothing. */
  apart: readonly string[];
  /** It has not all headers: a name may have stood elsewhere before, and may stand elsewhere when it is gone. */
  partial: boolean;
  /** Whether it has the system calls of x86, without which their absence proves nothing. */
  x86Calls: boolean;
}

/** Releases of the mainline in order, with their days. */
export type MainlineReleases = readonly { version: string; date: string | null }[];

/** The headers as of one import. */
export interface Snapshot {
  /** 40 hex digits */
  commit: string;
  /** What the import says it is of: "v5.12-rc4", "v5.2.11"; for a day the release of that day. */
  label: string;
  kind: TagKind;
  /** The release of the mainline whose headers have what is here; null: it proves none. A candidate's needs that a
   * later import still has the name. */
  proves: string | null;
  /** The newest release of the mainline whose headers lack what is not here; null: it proves none. */
  refutes: string | null;
  /** LINUX_VERSION_CODE is the same in a candidate, which may have what its release lacks. */
  mayBeCandidate?: true;
}
