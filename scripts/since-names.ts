import { readIdentifier } from "../src/domain/identifier.ts";
import { parseNames } from "../src/domain/names-table.ts";
import { headersToRead, observeNames, readHeaderHistories } from "../src/enrich/headers.ts";
import { answerInterface, type InterfaceAnswer } from "../src/model/interface-answer.ts";
import { previousRelease } from "../src/model/interfaces.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { readInterfaceFacts } from "../src/records/read/read-interfaces.ts";
import { readReleases } from "../src/records/read/read-repository.ts";
import { terminalProgress } from "./terminal-progress.ts";

/**
 * Answers for identifiers, from the facts of the content and the header histories at hand, each read once.
 * @param headers "NAME=DIR" of the command line
 * @throws CloneRefused, GitError
 */
export async function answerNames(
  inputs: readonly string[],
  {
    content,
    headers,
    note,
  }: { content: string; headers: readonly string[]; note: (sentence: string) => void },
): Promise<InterfaceAnswer[]> {
  if (inputs.length === 0) return [];
  const previous = previousRelease(readReleases(content).releases);
  const facts = readInterfaceFacts(content);
  const names = parseNames(facts.names, previous);
  const histories = new Map(facts.histories);
  if (headers.length > 0) {
    const { corpus } = readContent(content);
    const read = await readHeaderHistories(headersToRead(headers, corpus), corpus, {
      note,
      progress: terminalProgress,
    });
    const identifiers = inputs.flatMap((input) => readIdentifier(input) ?? []);
    for (const [history, found] of observeNames(read, identifiers)) histories.set(history, found);
  }
  return inputs.map((input) => answerInterface(input, { histories, names, previous }));
}
