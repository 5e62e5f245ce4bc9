import type { Table } from "mdast";
import { toString as textOf } from "mdast-util-to-string";
import { visibleText } from "../domain/text.ts";
import { readBulletWords } from "./bullet-words.ts";
import { attachWords, newItem } from "./deck-item.ts";
import { flatten, type TextContext } from "./flat-text.ts";
import { namedReleases } from "./named-releases.ts";
import type { ListReading } from "./read-bullets.ts";

const RELEASE_COLUMN = /\b(?:kernel|linux|release|version|since|mainline|merged)\b/i;

/**
 * Reads a table of changes, as lists of kernel versions are: a row with a hash or a release is an item, called after
 * its first cell of words. A number alone is a release in a column whose heading says so.
 */
export function readTable({ children: rows }: Table, context: TextContext): ListReading {
  const reading: ListReading = { items: [], unread: [], problems: [] };
  const headings = (rows[0]?.children ?? []).map((cell) => visibleText(textOf(cell)));
  for (const row of rows.slice(1)) {
    const cells = row.children.map((cell, column) => {
      const flat = flatten([cell], context);
      const isBare = RELEASE_COLUMN.test(headings[column] ?? "");
      const releases = namedReleases(flat.text, context.vocabulary, isBare);
      return { words: readBulletWords(flat, context.vocabulary), releases };
    });
    const withHash = cells.find(({ words }) => words.evidence.some(({ evidence }) => "sha" in evidence));
    // A row of nothing but a hash and a release is called after the hash, or the section if it is alone there.
    const named =
      cells.find(({ words, releases }) => words.title !== "" && releases.length === 0) ?? withHash;
    const line = (row.position?.start.line ?? 1) + context.lineOffset;
    const releases = new Set(cells.flatMap((cell) => cell.releases));
    const shown = row.children
      .map((cell) => visibleText(textOf(cell)))
      .filter(Boolean)
      .join(" | ");
    if (!named || (!withHash && releases.size === 0)) {
      if (shown !== "") reading.unread.push({ line, text: shown, reason: "a row without hash or release" });
      continue;
    }
    const item = newItem({ ...named.words, line }, context.vocabulary);
    for (const { words, releases: own } of cells) {
      if (words === named.words || words.shown === "") continue;
      if (own.length === 0 || words.evidence.length > 0) attachWords(item, words, "", context.vocabulary);
    }
    item.releases = [...new Set([...item.releases, ...releases])];
    reading.items.push(item);
  }
  return reading;
}
