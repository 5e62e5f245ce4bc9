import { previousRelease } from "../domain/header-bracket.ts";
import type { InterfaceKind, KernelInterface } from "../records/schema/change.ts";
import { answerInterface, type InterfaceAnswer } from "./interface-answer.ts";
import { type InterfaceSince, sinceOfEntry } from "./interface-since.ts";
import type { ChangeEntry, Knowledge } from "./knowledge.ts";
import type { Verdict } from "./verdict.ts";

/** What a program names, with its own first release and how it is known. */
export interface InterfaceEntry {
  /** As records write it: "NS_GET_PARENT", "/proc/<pid>/ns/user". */
  name: string;
  /** What sort of interface it is; records may differ. */
  kinds: InterfaceKind[];
  /** What header histories show. */
  answer: InterfaceAnswer;
  since: InterfaceSince;
  /** The changes whose records list it, in the order of the knowledge: newest first. */
  changes: ChangeEntry[];
  /** The same with what each is to it, as its record says. */
  uses: { change: ChangeEntry; listed: KernelInterface }[];
  /** Claims of its first release. */
  claims: Verdict[];
  /** Claims that a commit or change introduces it. */
  introductions: Verdict[];
}

/**
 * Every interface that a record lists, by name.
 * @example interfaceEntries(known).find(({ name }) => name === "CLONE_NEWTIME")?.since.releases[0]?.version // "v5.6"
 */
export function interfaceEntries(
  known: Pick<Knowledge, "changes" | "corpus" | "verdicts" | "commit" | "releaseDate">,
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
  const claims = Map.groupBy(verdicts, ({ claim }) => claim.interface ?? "");
  const uses = Map.groupBy(
    changes.flatMap((change) => change.record.interfaces.map((listed) => ({ change, listed }))),
    ({ listed }) => listed.name,
  );
  return [...uses]
    .map(([name, its]): InterfaceEntry => {
      const answer = answerInterface(name, sources);
      const entry = {
        name,
        kinds: [...new Set(its.map(({ listed }) => listed.kind))],
        answer,
        changes: [...new Set(its.map(({ change }) => change))],
        uses: its,
        claims: claims.get(name) ?? [],
        introductions: introductions.get(name) ?? [],
      };
      return { ...entry, since: sinceOfEntry(entry, known) };
    })
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}
