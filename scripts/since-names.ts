import { previousRelease } from "../src/domain/header-bracket.ts";
import { readIdentifier } from "../src/domain/identifier.ts";
import { parseNames } from "../src/domain/names-table.ts";
import { nearestWords } from "../src/domain/nearest.ts";
import { usedNames } from "../src/domain/source-names.ts";
import { spellOut } from "../src/domain/text.ts";
import { observeNames } from "../src/enrich/history-facts.ts";
import { headersToRead, readHeaderHistories } from "../src/enrich/read-histories.ts";
import { answerInterface } from "../src/model/interface-answer.ts";
import { type InterfaceEntry, interfaceEntries } from "../src/model/interface-entries.ts";
import { type DecidedInterface, decideInterface } from "../src/model/interface-since.ts";
import type { Knowledge } from "../src/model/knowledge.ts";
import { type SourceNeeds, sourceNeeds } from "../src/model/source-needs.ts";
import { askedIdentifier } from "../src/search/query/asked-identifier.ts";
import type { SourceFile } from "./since-questions.ts";
import { terminalProgress } from "./terminal-progress.ts";

/** Of thousands of unknown names, the first are compared with all known ones: each takes a hundredth of a second. */
const MOST_OFFERS = 20;

/**
 * Answers for interfaces and source files, from the content and the header histories at hand, each read once.
 * @param headers "NAME=DIR" of the command line
 * @throws CloneRefused, GitError
 */
export async function answerNames(
  asked: readonly (string | SourceFile)[],
  known: Knowledge,
  { headers, note }: { headers: readonly string[]; note: (sentence: string) => void },
): Promise<(DecidedInterface | SourceNeeds)[]> {
  if (asked.length === 0) return [];
  const { corpus } = known;
  const previous = previousRelease(corpus.releases);
  const names = parseNames(corpus.names.text, previous);
  const histories = new Map(corpus.interfaces);
  const questions = asked.map((each) =>
    typeof each === "string" ? each : usedNames(each.text, each.language),
  );
  if (headers.length > 0) {
    const read = await readHeaderHistories(headersToRead(headers, corpus), corpus, {
      note,
      progress: terminalProgress,
    });
    const inputs = questions.flatMap((each) =>
      typeof each === "string" ? each : each.map(({ input }) => input),
    );
    const identifiers = inputs.flatMap((input) => readIdentifier(input) ?? []);
    for (const [history, found] of observeNames(read, identifiers)) histories.set(history, found);
  }
  const entries = new Map(interfaceEntries(known).map((entry) => [entry.name, entry]));
  const decide = (input: string): DecidedInterface => {
    const entry = entryOf(input, entries);
    const name = entry && entry.name !== readIdentifier(input)?.name ? entry.name : input;
    const answer = answerInterface(name, { histories, names, previous });
    return decideInterface({ ...answer, input }, entry, known);
  };
  const written = new Set([...entries.keys(), ...corpus.names.all()]);
  let offers = 0;
  const withNearest = (decided: DecidedInterface): DecidedInterface => {
    if (decided.error === null || offers >= MOST_OFFERS) return decided;
    offers += 1;
    const spellings = spellingsOf(decided.input);
    // A name of a record or header that has no release is no typing error.
    if (spellings.some((each) => written.has(each))) {
      note(
        spellOut(
          `${decided.input} is in the records without a release: "sincelinux show ${decided.input}" shows them`,
        ),
      );
      return { ...decided, nearest: [] };
    }
    const nearest = spellings.map((each) => nearestWords(each, written, 3));
    return { ...decided, nearest: nearest.find((each) => each.length > 0) ?? [] };
  };
  return questions.map((each) =>
    typeof each === "string" ? withNearest(decide(each)) : sourceNeeds(each, names.keys(), decide),
  );
}

/** The record's interface, also where it is written otherwise: "/proc/self/ns/user", "kernel.pid_max". */
function entryOf(input: string, entries: ReadonlyMap<string, InterfaceEntry>): InterfaceEntry | undefined {
  return spellingsOf(input)
    .map((each) => entries.get(each))
    .find((entry) => entry !== undefined);
}

function spellingsOf(input: string): string[] {
  const asked = askedIdentifier(input);
  return [readIdentifier(input)?.name ?? input.trim(), ...(asked ? [asked.name, ...asked.spellings] : [])];
}
