import { previousRelease } from "../domain/header-bracket.ts";
import { readIdentifier, rowsOf } from "../domain/identifier.ts";
import type { Corpus } from "../records/corpus.ts";
import { headerKinds, type InterfaceKind, type KernelInterface } from "../records/schema/change.ts";
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
  const previous = previousRelease(corpus.releases);
  const names = namesWithoutFacts(corpus, previous);
  const sources = { histories: corpus.interfaces, names, previous };
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

/** Rows of the table of names for interfaces of new records, which no run has looked for in the histories yet. */
function namesWithoutFacts(
  { changes, interfaces, names }: Corpus,
  previous: (release: string) => string | null,
) {
  const kinds: readonly string[] = headerKinds;
  const histories = [...interfaces.values()];
  const isLookedFor = (name: string) =>
    histories.some((facts) => Object.hasOwn(facts.interfaces, name) || facts.never.includes(name));
  const missing = changes
    .flatMap((change) => change.interfaces)
    .flatMap(({ kind, name }) =>
      kinds.includes(kind) && !isLookedFor(name) ? (readIdentifier(name) ?? []) : [],
    );
  const rows = missing.flatMap(rowsOf).map((row) => names.find(row, previous));
  return new Map(rows.flatMap((row) => (row === null ? [] : [[row.name, row] as const])));
}
