import { previousRelease } from "../src/domain/header-bracket.ts";
import { readIdentifier } from "../src/domain/identifier.ts";
import { parseNames } from "../src/domain/names-table.ts";
import { usedNames } from "../src/domain/source-names.ts";
import { headersToRead, observeNames, readHeaderHistories } from "../src/enrich/headers.ts";
import { answerInterface, type InterfaceAnswer } from "../src/model/interface-answer.ts";
import { type SourceNeeds, sourceNeeds } from "../src/model/source-needs.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { readInterfaceFacts } from "../src/records/read/read-facts.ts";
import { readReleases } from "../src/records/read/read-repository.ts";
import type { SourceFile } from "./since-questions.ts";
import { terminalProgress } from "./terminal-progress.ts";

/**
 * Answers for identifiers and source files, from the facts of the content and the header histories at hand, each read
 * once.
 * @param headers "NAME=DIR" of the command line
 * @throws CloneRefused, GitError
 */
export async function answerNames(
  asked: readonly (string | SourceFile)[],
  {
    content,
    headers,
    note,
  }: { content: string; headers: readonly string[]; note: (sentence: string) => void },
): Promise<(InterfaceAnswer | SourceNeeds)[]> {
  if (asked.length === 0) return [];
  const previous = previousRelease(readReleases(content).releases);
  const facts = readInterfaceFacts(content);
  const names = parseNames(facts.names, previous);
  const histories = new Map(facts.histories);
  const questions = asked.map((each) =>
    typeof each === "string" ? each : usedNames(each.text, each.language),
  );
  if (headers.length > 0) {
    const { corpus } = readContent(content);
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
  const sources = { histories, names, previous };
  return questions.map((each) =>
    typeof each === "string" ? answerInterface(each, sources) : sourceNeeds(each, sources),
  );
}
