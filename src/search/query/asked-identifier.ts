/** Tells a query that is the name of one interface from words. */
import {
  type Identifier,
  identifierIn,
  type NamedFile,
  readIdentifier,
  rowsOf,
} from "../../domain/identifier.ts";

/** An interface that a query names. */
export interface AskedIdentifier {
  /** Without what only says what it is: "pidfd_open" for "pidfd_open(2)". */
  name: string;
  /** Other spellings under which a record may have it: "/proc/sys/kernel/pid_max" for "kernel.pid_max". */
  spellings: string[];
  /** Its names in a table of header names, the likeliest first; none for what no header has. */
  rows: string[];
  /** Whether it can be nothing but a name. A plain word, such as "mseal", may also be a word. */
  certain: boolean;
}

/** Control files and extended attributes by their first part. */
const DOTTED =
  /^(?:cgroup|cpu|cpuacct|cpuset|memory|io|blkio|pids|rdma|misc|hugetlb|devices|freezer|net_cls|net_prio|perf_event|dmem|security|system|trusted)(?:\.[A-Za-z]\w*)+$/;
const PLAIN_CALL = /^[a-z][a-z0-9]{2,}$/;
const PLAIN_CONSTANT = /^[A-Z][A-Z0-9]{3,}$/;

/**
 * Reads a query as the name of an interface. Never throws.
 * @returns null for anything else: several words, keys, a manual page of another section
 * @example askedIdentifier("pidfd_open(2)")?.name // "pidfd_open"
 */
export function askedIdentifier(text: string): AskedIdentifier | null {
  if (text.length > 200) return null;
  const bare = text.trim().replace(/^[`']+|[`',;]+$/g, "");
  // The flag in "unshare(CLONE_NEWTIME)".
  const typed = /^[a-z]\w*\(([A-Z][A-Z0-9_]+)\)$/.exec(bare)?.[1] ?? bare;
  // Quotation marks ask for a phrase.
  if (/["“”„]/.test(typed)) return null;
  if (DOTTED.test(typed)) return { name: typed, spellings: [], rows: [typed], certain: true };
  const certain = identifierIn(typed);
  if (certain && isFile(certain)) {
    const file = `/proc/sys/${certain.name.replaceAll(".", "/")}`;
    const spellings = certain.kind === "sysctl" ? [file] : [];
    return { name: certain.name, spellings, rows: [], certain: true };
  }
  if (certain) return { name: certain.name, spellings: [], rows: rowsOf(certain), certain: true };
  const name = readIdentifier(typed)?.name ?? "";
  // A word may be a call, a word in capitals a constant; what else it could be is too unlikely.
  if (PLAIN_CALL.test(name)) return { name, spellings: [], rows: [`${name}()`], certain: false };
  if (PLAIN_CONSTANT.test(name)) return { name, spellings: [], rows: [name], certain: false };
  return null;
}

function isFile(named: Identifier | NamedFile): named is NamedFile {
  return named.kind === "file" || named.kind === "sysctl";
}
