import type { Node } from "yaml";
import type { z } from "zod";
import type { Problem, Refusal } from "../problem.ts";
import { explainIssues } from "./explain-issue.ts";
import { type Entry, readText } from "./files.ts";
import { positionAt } from "./locate.ts";
import { parseYaml } from "./parse-yaml.ts";

/** The text of a file with its YAML nodes, to locate problems found later. */
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
  /** Null if the file has a problem. */
  data: T | null;
  /** The parsed YAML, valid or not; undefined if it could not be parsed. */
  raw: unknown;
  body: string;
  source: Source;
  problems: Problem[];
}

/** Reads one record and validates it, without looking at other records. */
export function readRecord<T>(
  { path, file }: Pick<Entry, "path" | "file">,
  schema: z.ZodType<T>,
  format: "markdown" | "yaml",
): ReadRecord<T> {
  const { text, refused } = readText(path, { hidden: "refused" });
  if (refused) return { ...unread(file, ""), problems: [{ file, ...refused }] };
  const parts =
    format === "yaml"
      ? { yaml: text, yamlOffset: 0, body: "", bodyOffset: text.length }
      : splitFrontmatter(text);
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

/** Adds file, line and column to a refusal. */
export function placed(file: string, text: string, { offset, ...refusal }: Refusal): Problem {
  return { file, ...positionAt(text, offset), ...refusal };
}

function unread(file: string, text: string): Omit<ReadRecord<never>, "problems"> {
  const source = { file, text, root: null, yamlOffset: 0, bodyOffset: text.length };
  return { data: null, raw: undefined, body: "", source };
}

/** The YAML and the Markdown of a file; offsets count UTF-16 units from the start of the file. */
interface Parts {
  yaml: string;
  yamlOffset: number;
  body: string;
  bodyOffset: number;
}

/** Splits the YAML between the first two lines of `---` from the Markdown after them; refuses a file without them. */
export function splitFrontmatter(text: string): Parts | Refusal {
  const opening = /^---[ \t]*\r?\n/.exec(text);
  if (!opening) return withoutFence("opens", 0, "something else");
  const yamlOffset = opening[0].length;
  const fence = /^---[ \t]*(?:\r?\n|$(?!\n))/gm;
  fence.lastIndex = yamlOffset;
  const closing = fence.exec(text);
  if (!closing) return withoutFence("closes", text.length, "the end of the file");
  const bodyOffset = closing.index + closing[0].length;
  return {
    yaml: text.slice(yamlOffset, closing.index),
    yamlOffset,
    body: text.slice(bodyOffset),
    bodyOffset,
  };
}

function withoutFence(does: "opens" | "closes", offset: number, found: string): Refusal {
  const expected = `a line of "---" that ${does} the frontmatter`;
  return { offset, field: "file", expected, found, remedy: 'Put the fields between two lines of "---".' };
}
