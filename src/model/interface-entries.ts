import { previousRelease } from "../domain/header-bracket.ts";
import type { HeaderSince } from "../domain/header-since.ts";
import type { Evidence } from "./evidence.ts";
import { answerInterface, type InterfaceAnswer } from "./interface-answer.ts";
import type { ChangeEntry, Knowledge } from "./knowledge.ts";
import type { Verdict } from "./verdict.ts";

/** What a program names, with its own first release as header histories show it. */
export interface InterfaceEntry {
  /** As records write it: "NS_GET_PARENT", "/proc/<pid>/ns/user". */
  name: string;
  /** What sort of interface it is; records may differ. */
  kinds: string[];
  answer: InterfaceAnswer;
  /** The changes whose records list it, in the order of the knowledge: newest first. */
  changes: ChangeEntry[];
  /** Claims that a commit or change introduces it. */
  introductions: Verdict[];
}

/**
 * Every interface that a record lists, by name.
 * @example interfaceEntries(known).find(({ name }) => name === "CLONE_NEWTIME")?.answer.release // "v5.6"
 */
export function interfaceEntries(
  known: Pick<Knowledge, "changes" | "corpus" | "verdicts">,
): InterfaceEntry[] {
  const { corpus, changes, verdicts } = known;
  const sources = {
    histories: corpus.interfaces,
    names: new Map(),
    previous: previousRelease(corpus.releases),
  };
  const introductions = new Map<string, Verdict[]>();
  for (const verdict of verdicts) {
    if (verdict.claim.field !== "introduces") continue;
    for (const name of verdict.claim.value) {
      introductions.set(name, [...(introductions.get(name) ?? []), verdict]);
    }
  }
  const entries = new Map<string, InterfaceEntry>();
  for (const change of changes) {
    for (const { kind, name } of change.record.interfaces) {
      const entry = entries.get(name) ?? {
        ...{ name, kinds: [], changes: [], introductions: introductions.get(name) ?? [] },
        answer: answerInterface(name, sources),
      };
      if (!entry.kinds.includes(kind)) entry.kinds.push(kind);
      if (!entry.changes.includes(change)) entry.changes.push(change);
      entries.set(name, entry);
    }
  }
  return [...entries.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** @example sinceOfInterface(entry.answer) // { as: "release", release: "v5.6" } */
export function sinceOfInterface({ release, absentIn, presentIn, never }: InterfaceAnswer): HeaderSince {
  if (release !== null) return { as: "release", release };
  if (presentIn !== null && absentIn !== null) return { as: "between", after: absentIn, by: presentIn };
  if (presentIn !== null) return { as: "by", by: presentIn };
  const newest = never?.map((each) => each.newest).at(-1);
  return newest === undefined ? { as: "unknown" } : { as: "never", newest };
}

/** How the release of an interface is known, as a mark and in words. */
export function interfaceEvidence(answer: InterfaceAnswer): { of: Evidence; words: string } {
  if (sinceOfInterface(answer).as === "unknown") return { of: "unknown", words: "unknown" };
  if ((answer.disputes?.length ?? 0) > 0) return { of: "disputed", words: "disputed" };
  return { of: "fact", words: "fact, headers" };
}

/**
 * The path of an interface's page.
 * @example interfacePath("/proc/<pid>/ns/time") // "/interfaces/proc/pid/ns/time/"
 */
export function interfacePath(name: string): string {
  const path = name
    .replace(/[<>]/g, "")
    .replace(/\.{2,}|[^A-Za-z0-9._=/-]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^[/-]+|[./-]+$/g, "");
  return `/interfaces/${path}/`;
}
