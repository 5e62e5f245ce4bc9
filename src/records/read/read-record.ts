import type { Node } from "yaml";
import type { z } from "zod";
import type { Problem, Refusal } from "../problem.ts";
import { explainIssues } from "./explain-issue.ts";
import type { Entry } from "./list-folder.ts";
import { positionAt } from "./locate.ts";
import { parseYaml } from "./parse-yaml.ts";
import { readText } from "./read-text.ts";

/** A file's text and where things are in it, to give a place to what is found wrong later. */
export interface Source {
  file: string;
  text: string;
  root: Node | null;
  /** Where the YAML begins in the text. */
  yamlOffset: number;
  /** Where the Markdown begins in the text. */
  bodyOffset: number;
}

export interface ReadRecord<T> {
  /** Null when the file has a problem. */
  data: T | null;
  /** What the YAML held, valid or not; undefined when it could not be read. */
  raw: unknown;
  body: string;
  source: Source;
  problems: Problem[];
}

/** Reads one record and checks it by itself. */
export function readRecord<T>(
  { path, file }: Pick<Entry, "path" | "file">,
  schema: z.ZodType<T>,
  format: "markdown" | "yaml",
): ReadRecord<T> {
  const { text, refused } = readText(path, { hidden: "refused" });
  if (refused) return { ...unread(file, ""), problems: [{ file, ...refused }] };
  const parts =
    format === "yaml" ? { yaml: text, yamlOffset: 0, body: "", bodyOffset: text.length } : split(text);
  if ("expected" in parts) return { ...unread(file, text), problems: [placed(file, text, parts)] };

  const { root, value, refusals } = parseYaml(parts.yaml);
  const source = { file, text, root, yamlOffset: parts.yamlOffset, bodyOffset: parts.bodyOffset };
  const parsed = value === undefined ? null : schema.safeParse(value);
  const issues = parsed?.error ? explainIssues(parsed.error.issues, { schema, value, root }) : [];
  const problems = [...refusals, ...issues].map((refusal) =>
    placed(file, text, { ...refusal, offset: refusal.offset + parts.yamlOffset }),
  );
  const data = problems.length === 0 && parsed?.success ? parsed.data : null;
  return { data, raw: value, body: parts.body, source, problems };
}

interface Parts {
  yaml: string;
  yamlOffset: number;
  body: string;
  bodyOffset: number;
}

/** A refusal at its place in the text. */
export function placed(file: string, text: string, { offset, ...refusal }: Refusal): Problem {
  return { file, ...positionAt(text, offset), ...refusal };
}

function split(text: string): Refusal | Parts {
  const parts = splitFrontmatter(text);
  if (typeof parts === "object") {
    return {
      yaml: parts.frontmatter,
      yamlOffset: parts.frontmatterOffset,
      body: parts.body,
      bodyOffset: parts.bodyOffset,
    };
  }
  const isOpening = parts === "no opening fence";
  return {
    offset: isOpening ? 0 : text.length,
    field: "file",
    expected: isOpening
      ? 'a line of "---" that opens the frontmatter'
      : 'a line of "---" that closes the frontmatter',
    found: isOpening ? "something else" : "the end of the file",
    remedy: 'Put the fields between two lines of "---".',
  };
}

function unread(file: string, text: string): Omit<ReadRecord<never>, "problems"> {
  const source = { file, text, root: null, yamlOffset: 0, bodyOffset: text.length };
  return { data: null, raw: undefined, body: "", source };
}

/** A Markdown file taken apart; offsets count UTF-16 units from the file's start. */
export interface Split {
  frontmatter: string;
  frontmatterOffset: number;
  body: string;
  bodyOffset: number;
}

/**
 * Splits the YAML between the first two lines of `---` from the Markdown after them.
 * @returns which fence is missing, when one is
 */
export function splitFrontmatter(text: string): Split | "no opening fence" | "no closing fence" {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  if (!opening) return "no opening fence";
  const frontmatterOffset = opening[0].length;
  const fence = /^---[ \t]*(?:\r?\n|$(?!\n))/gm;
  fence.lastIndex = frontmatterOffset;
  const closing = fence.exec(text);
  if (!closing) return "no closing fence";
  const bodyOffset = closing.index + closing[0].length;
  return {
    frontmatter: text.slice(frontmatterOffset, closing.index),
    frontmatterOffset,
    body: text.slice(bodyOffset),
    bodyOffset,
  };
}
