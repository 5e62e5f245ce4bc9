import { existsSync } from "node:fs";
import { hashesIn } from "../src/domain/cited-hashes.ts";
import { identifierIn, readIdentifier } from "../src/domain/identifier.ts";
import { hashesOfLine } from "../src/domain/reference.ts";
import { type SourceLanguage, sourceLanguage } from "../src/domain/source-names.ts";
import { readSourceFile } from "../src/import/import-files.ts";
import type { Problem } from "../src/records/problem.ts";
import { askedIdentifier } from "../src/search/query/asked-identifier.ts";
import { readStandardInput } from "./standard-input.ts";

/** One thing that is asked about. */
export interface Question {
  /** A hash, or a line with one, as it was given. */
  input: string;
  /** Position of the hash, for one found in a document. */
  place?: Place;
  /** A blank line between others asks nothing. */
  isBlankLine?: boolean;
  /** Digits in a document that may be a word or a date are dropped when no commit has them. */
  isDoubtful?: boolean;
  /** A source file: the kernel that it needs is asked about. */
  source?: SourceFile;
  /** It looks like a file, and there is none. */
  isLikeFile?: boolean;
}

export interface SourceFile {
  text: string;
  language: SourceLanguage;
}

export interface Place {
  file: string;
  /** From 1; columns count UTF-16 units. */
  line: number;
  column: number;
}

/**
 * Reads the arguments of `since`: one in which a hash is found is a line; "-" means the lines of standard input;
 * one that names a source file asks which kernel that needs; any other that names a file is a document, all of whose hashes
 * are asked about.
 * @returns the questions in the order of the arguments; problems for files and input that cannot be read
 */
export async function readQuestions(
  positionals: readonly string[],
): Promise<{ questions: Question[]; documents: string[]; problems: Problem[] }> {
  const questions: Question[] = [];
  const documents: string[] = [];
  const problems: Problem[] = [];
  for (const argument of positionals) {
    if (argument === "-") {
      const text = await readStandardInput();
      if (text === null) problems.push(tooMuch);
      else questions.push(...linesOf(text));
    } else if (hashesOfLine(argument) || isPathOfKernel(argument)) {
      questions.push({ input: argument });
    } else if (!existsSync(argument)) {
      questions.push({ input: argument, isLikeFile: isLikeFile(argument) });
    } else {
      const { text, problems: found } = readSourceFile(argument);
      const language = sourceLanguage(argument);
      problems.push(...found);
      if (text === null) continue;
      if (language === null) documents.push(argument);
      if (language !== null) questions.push({ input: argument, source: { text, language } });
      else questions.push(...hashesOfDocument(argument, text));
    }
  }
  return { questions, documents, problems };
}

const tooMuch: Problem = {
  file: "standard input",
  line: 1,
  column: 1,
  field: "input",
  expected: "at most 64 MiB",
  found: "more",
  remedy: "Ask in several runs.",
};

/** A line feed ends a line, so that there is none after the last. */
function linesOf(text: string): Question[] {
  const lines = text.replace(/\r?\n$/, "").split(/\r?\n/);
  if (text === "") return [];
  return lines.map((input) => ({ input, isBlankLine: !/[^\s\ufeff]/.test(input) }));
}

function hashesOfDocument(file: string, text: string): Question[] {
  let line = 1;
  let begin = 0;
  return hashesIn(text).map(({ at, length, certain }) => {
    for (let next = text.indexOf("\n", begin); next >= 0 && next < at; next = text.indexOf("\n", begin)) {
      line += 1;
      begin = next + 1;
    }
    const place = { file, line, column: at - begin + 1 };
    return { input: text.slice(at, at + length), place, isDoubtful: !certain };
  });
}

/** Whether a line asks about an interface: it names no commit, and could be the name of one. */
export function isName(input: string): boolean {
  return hashesOfLine(input) === null && (readIdentifier(input) !== null || askedIdentifier(input) !== null);
}

/** An interface, on this machine a file too. */
function isPathOfKernel(argument: string): boolean {
  return /^\/(?:proc|sys)\//.test(argument) && identifierIn(argument) !== null;
}

/** A path, or the name of a document or source file; "clone_args.c" may be a member too. */
function isLikeFile(argument: string): boolean {
  return /^(?!\w+:\/\/)\S*\/|\.(?:adoc|c|cc|diff|go|h|html|json|log|md|patch|py|rs|rst|sh|txt|yaml|yml)$/.test(
    argument,
  );
}

/** The problem of an argument that no interface has as its name, and that looks like a file. */
export function missingFile(argument: string): Problem[] {
  return readSourceFile(argument).problems;
}
