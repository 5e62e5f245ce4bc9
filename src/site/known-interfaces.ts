import type { Knowledge } from "../model/knowledge.ts";
import { interfaceHref } from "./links.ts";

const pages = new WeakMap<Knowledge, Set<string>>();

/** The page of an interface that a record lists; undefined for any other name. */
export function interfacePageOf(name: string, known: Knowledge): string | undefined {
  const names =
    pages.get(known) ??
    new Set(known.changes.flatMap(({ record }) => record.interfaces.map((each) => each.name)));
  pages.set(known, names);
  return names.has(name) ? interfaceHref(name) : undefined;
}
