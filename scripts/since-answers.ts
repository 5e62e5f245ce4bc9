import { shortHash } from "../src/domain/hash.ts";
import type { SinceAnswer } from "../src/git/releases/since.ts";
import { type SinceTextContext, sinceTable, sinceText } from "../src/git/releases/since-text.ts";
import type { DecidedInterface } from "../src/model/interface-since.ts";
import type { SourceNeeds } from "../src/model/source-needs.ts";
import { interfaceJson, interfaceText, sourceText } from "../src/output/interface-text.ts";
import type { Question } from "./since-questions.ts";

/** A question with its answer. */
export interface Answered extends Question {
  answer: SinceAnswer | DecidedInterface | SourceNeeds;
}

function isOfSource(answer: Answered["answer"]): answer is SourceNeeds {
  return "needs" in answer;
}

function isOfName(answer: Answered["answer"]): answer is DecidedInterface {
  return "kind" in answer;
}

/** Of a document, a commit is answered for once a line: many link a hash to an address with the same hash. */
export function worthAnswering(asked: readonly Answered[]): Answered[] {
  const seen = new Set<string>();
  return asked.filter(({ place, isDoubtful, answer }) => {
    if (!place || isOfName(answer) || isOfSource(answer)) return true;
    if (isDoubtful && answer.error !== null) return false;
    const key = `${place.line} ${shortHash(answer.sha ?? answer.input.toLowerCase())} ${place.file}`;
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** Whether there is nothing that could not be answered; blank lines count only where there is nothing else. */
export function isAllAnswered(asked: readonly Answered[]): boolean {
  const counted = asked.filter(({ isBlankLine }) => !isBlankLine);
  return (
    (counted.length > 0 || asked.length === 0) &&
    counted.every(({ answer }) => isOfSource(answer) || answer.error === null)
  );
}

/**
 * Whether a clone leaves the release open: it lacks the commit, or has it in no release up to its newest tag, which
 * says nothing of later ones.
 */
export function leavesOpen({ error, tag, release, stable, upstream }: SinceAnswer): boolean {
  if (error !== null) return error === "unknown" && tag === undefined;
  return (release === null && !stable) || upstream?.release === null;
}

/** Not known as an interface, and like a file in form. */
export function isMissingFile({ isLikeFile, answer }: Answered): boolean {
  return isLikeFile === true && "error" in answer && answer.error !== null;
}

/** One object a line. */
export function asJson(asked: readonly Answered[]): string {
  const lines = asked.flatMap(({ input, answer, place }) =>
    isOfSource(answer)
      ? [...answer.needs, ...answer.unknown].map((need) => ({ ...interfaceJson(need), file: input }))
      : [isOfName(answer) ? interfaceJson(answer) : { ...answer, ...place }],
  );
  return lines.map((line) => `${JSON.stringify(line)}\n`).join("");
}

/** Answers to arguments, lines and source files a paragraph each, to documents a table each. */
export function asText(
  asked: readonly Answered[],
  documents: readonly string[],
  context: SinceTextContext,
): string {
  const paragraphs = asked
    .filter((each) => !each.place && !each.isBlankLine && !isMissingFile(each))
    .map(({ input, answer }) => {
      if (isOfSource(answer)) return `${sourceText(input, answer, context.dates)}\n`;
      return isOfName(answer)
        ? `${interfaceText(answer, context.dates)}\n\n`
        : `${sinceText(answer, context)}\n`;
    });
  const tables = documents.map((file) => {
    const rows = asked.flatMap(({ place, answer }) =>
      place?.file === file && !isOfName(answer) && !isOfSource(answer) ? [{ line: place.line, answer }] : [],
    );
    return `${sinceTable(file, rows, context)}\n`;
  });
  return [...paragraphs, ...tables].join("");
}
