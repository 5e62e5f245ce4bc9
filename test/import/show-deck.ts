import type { Deck } from "../../src/import/deck.ts";

/** A deck as lines that a table can hold: sections, items with tags, then what belongs to each, then the rest. */
export function showDeck(deck: Deck): string[] {
  const mark = (note: string | undefined) => (note === undefined ? "" : ` "${note}"`);
  return [
    ...(deck.authors.length > 0 ? [`by ${deck.authors.join(", ")}`] : []),
    ...deck.sections.flatMap(({ heading, items, line }) => [
      `${line} # ${heading}`,
      ...items.flatMap((item) => [
        `${item.line} [${item.tags.join(" ")}] ${item.title}`,
        ...item.hashes.map(({ sha, note, line: at }) => `${at}   ${sha.slice(0, 12)}${mark(note)}`),
        ...item.links.map(({ url, note, line: at }) => `${at}   ${url}${mark(note)}`),
        ...(item.releases.length > 0 ? [`    in ${item.releases.join(" ")}`] : []),
        ...(item.interfaces.length > 0 ? [`    names ${item.interfaces.join(" ")}`] : []),
        ...item.notes.map(({ text, line: at }) => `${at}   note: ${text}`),
      ]),
    ]),
    ...deck.unread.map(({ line, text, reason }) => `${line} unread: ${text}: ${reason}`),
    ...deck.problems.map(
      ({ line, expected, found, remedy }) =>
        `${line} problem: expected ${expected}, found ${found}. ${remedy}`,
    ),
  ];
}
