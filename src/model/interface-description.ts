import { previousRelease } from "../domain/header-bracket.ts";
import type { Corpus } from "../records/corpus.ts";
import {
  type BuildOption,
  type InterfaceKind,
  type InterfaceRole,
  interfaceKindWords,
} from "../records/schema/change.ts";
import type { Observation } from "../records/schema/interface-facts.ts";
import { describesDetection, methodOfKind } from "./detection.ts";
import type { InterfaceEntry } from "./interface-entries.ts";
import type { ChangeEntry, Knowledge } from "./knowledge.ts";

/** What is said of an interface beside its first release. */
export interface InterfaceDescription {
  /** As the record says that introduces it, else the first that lists it. */
  kind: InterfaceKind;
  /** The same for readers; fields of structs, which records list under any kind, are a sort of their own. */
  sort: { id: InterfaceKind | "struct-field"; one: string; several: string };
  /** The header that has it last: "linux/sched.h"; null for system calls, and for what no header defines. */
  header: string | null;
  /** Its row in the table of header names: "openat2()"; null where that has none. */
  row: string | null;
  /** What headers define it as: "0x00000080", "_IO(NSIO, 0x3)"; null where none states it. */
  value: string | null;
  /** The changes that list it, by what they are to it, newest first. */
  introducedBy: ChangeEntry[];
  /** They only proposed it: no kernel is known to have it. */
  isProposed: boolean;
  extendedBy: ChangeEntry[];
  removedBy: ChangeEntry[];
  usedBy: ChangeEntry[];
  /** Those of them that make it usable, where headers have it before that. */
  usableWith: ChangeEntry[];
  /** Those named after it, then those of the records that introduce it; without any, of those that extend or use it. */
  manPages: string[];
  /** Records that introduce it and say how to detect it, and the method for all of its kind. */
  detection: { records: ChangeEntry[]; method: string };
  /** Build options that it needs, as far as the records that introduce it know. */
  needs: BuildOption[];
  /** Why a record introduces it although headers have it in another release. */
  disputes: string[];
}

/**
 * What records and headers say of an interface.
 * @example describeInterface(entry, known).introducedBy[0]?.record.slug // "time-namespaces"
 */
export function describeInterface(
  entry: InterfaceEntry,
  known: Pick<Knowledge, "corpus">,
): InterfaceDescription {
  const { uses } = entry;
  const ofRole = (role: InterfaceRole) => [
    ...new Set(uses.filter(({ listed }) => listed.role === role).map(({ change }) => change)),
  ];
  const [introducedBy, extendedBy] = [ofRole("introduces"), ofRole("extends")];
  const [removedBy, usedBy] = [ofRole("removes"), ofRole("uses")];
  const introducing = uses.find(({ listed }) => listed.role === "introduces") ?? uses[0];
  const kind = introducing?.listed.kind ?? "flag";
  const row = rowOf(entry, kind, known.corpus);
  const isField =
    entry.answer.observations.some((seen) => seen.kind === "member") ||
    // Before headers were asked about it.
    (kind === "flag" && /^[a-z]\w*\.[a-z]\w*$/.test(entry.name));
  const [one, several] = isField ? ["field of a struct", "Fields of structs"] : interfaceKindWords[kind];
  const sort = { id: isField ? ("struct-field" as const) : kind, one, several };
  return {
    kind,
    sort,
    header: row === null || row.header === "" ? null : row.header,
    row: row?.name ?? null,
    value: statedValue(entry, known.corpus),
    introducedBy,
    isProposed: isProposed(entry, introducedBy),
    extendedBy,
    removedBy,
    usedBy,
    usableWith: uses.flatMap(({ change, listed }) => (listed.makesUsable ? [change] : [])),
    manPages: manPagesOf(entry.name, [introducedBy, extendedBy, removedBy, usedBy]),
    detection: { records: introducedBy.filter(describesDetection), method: methodOfKind(sort.id) },
    needs: introducedBy.flatMap(({ record }) =>
      record.config.filter(({ interfaces }) => interfaces.length === 0 || interfaces.includes(entry.name)),
    ),
    disputes: uses.flatMap(({ listed }) => listed.dispute ?? []),
  };
}

/** A change can be merged under another interface than it proposed. */
function isProposed({ since }: InterfaceEntry, introducedBy: readonly ChangeEntry[]): boolean {
  const isMerged = introducedBy.some(({ record: { status } }) => ["merged", "partly"].includes(status.state));
  return since.releases.length === 0 && (since.headers.as === "never" || !isMerged);
}

function manPagesOf(name: string, [introducedBy = [], ...others]: ChangeEntry[][]): string[] {
  const pagesOf = (changes: ChangeEntry[]) => changes.flatMap(({ record }) => record.manPages);
  const own = pagesOf([...introducedBy, ...others.flat()]).filter((page) => page.startsWith(`${name}(`));
  const closest =
    own.length > 0 || introducedBy.length > 0
      ? introducedBy
      : (others.find(({ length }) => length > 0) ?? []);
  return [...new Set([...own, ...pagesOf(closest)])];
}

const rowNames: Record<Observation["kind"], (name: string) => string> = {
  constant: (name) => name,
  member: (name) => name,
  call: (name) => `${name}()`,
  type: (name) => `${name}{}`,
};

/** What of a kind headers define; other kinds may bear the name of something else there. */
const definedAs: Partial<Record<InterfaceKind, Observation["kind"]>> = {
  syscall: "call",
  flag: "constant",
  ioctl: "constant",
  prctl: "constant",
  capability: "constant",
  netlink: "constant",
  perf: "constant",
};

/** The row of a name in the table of header names: of the kind that was seen, since a call and a struct may share a name. */
function rowOf({ name, answer }: InterfaceEntry, kind: InterfaceKind, { names, releases }: Corpus) {
  const seen = answer.observations[0]?.kind ?? definedAs[kind];
  return seen ? names.find(rowNames[seen](name), previousRelease(releases)) : null;
}

/** As the mainline's own trees define it first, else as a copy does. */
function statedValue({ answer }: InterfaceEntry, { interfaces }: Corpus): string | null {
  const stated = answer.observations.filter(({ present }) => present?.value);
  const own = stated.find(({ history }) => interfaces.get(history)?.mainline === true);
  return (own ?? stated[0])?.present?.value ?? null;
}
