import { parse } from "yaml";
import { visibleText } from "../domain/text.ts";

/** What a document says of itself before its text. */
export interface FrontMatter {
  title: string | null;
  authors: string[];
  /** YYYY-MM-DD; null when there is none or it is no day. */
  date: string | null;
  /** How many lines it takes; 0 when there is none. */
  lines: number;
}

const NONE: FrontMatter = { title: null, authors: [], date: null, lines: 0 };
const BLOCK = /^---[ \t]*\n(?:([\s\S]{0,65536}?)\n)?(?:---|\.\.\.)[ \t]*(?:\n|$)/;

/** Reads YAML front matter: title, author or authors, date. Other YAML, and other text between lines of hyphens, is none. */
export function readFrontMatter(text: string): FrontMatter {
  const block = BLOCK.exec(text);
  const fields = block ? parsed(block[1] ?? "") : null;
  if (!block || fields === null) return NONE;
  const value = (name: string) => fields[name] ?? fields[name[0]?.toUpperCase() + name.slice(1)];
  return {
    title: textOf(value("title")),
    authors: [value("authors") ?? value("author")].flat().flatMap((each) => textOf(each) ?? []),
    date: /^\d{4}-\d{2}-\d{2}/.exec(textOf(value("date")) ?? "")?.[0] ?? null,
    lines: block[0].split("\n").length - 1,
  };
}

function parsed(yaml: string): Record<string, unknown> | null {
  try {
    const value: unknown = parse(yaml, { maxAliasCount: 0, logLevel: "silent" });
    return typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value } : null;
  } catch {
    return null;
  }
}

/** The text of a value; of `{ name: … }` the name. */
function textOf(value: unknown): string | null {
  if (typeof value === "object" && value !== null && "name" in value) return textOf(value.name);
  const text = typeof value === "string" || typeof value === "number" ? visibleText(String(value)) : "";
  return text === "" ? null : text;
}
