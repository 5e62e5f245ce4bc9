import { hiddenCharacters } from "./hidden-characters.ts";

/** Text on one line: what cannot be seen, line ends and runs of spaces become one space each. */
export function visibleText(text: string, keep = ""): string {
  return text
    .replace(hiddenCharacters("all"), (character) => (character === keep ? character : " "))
    .replace(/\s+/gu, " ")
    .trim();
}
