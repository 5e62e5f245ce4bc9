import { hiddenCharacters } from "./hidden-characters.ts";

/**
 * Text of a commit as it may go into somebody's document: one line, and nothing in it that cannot be seen or
 * turns the text around it. Such characters are written as their code points, ⟨U+202E⟩.
 */
export function oneLine(text: string): string {
  return text
    .toWellFormed()
    .replace(/[\t\n\v\f\r\u0085\u2028\u2029]+/g, " ")
    .trim()
    .replace(hiddenCharacters("all"), named);
}

function named(character: string): string {
  return `⟨U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0")}⟩`;
}
