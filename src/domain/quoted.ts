import { hiddenCharacters } from "./hidden-characters.ts";

const LONGEST = 60;

/** Text as a message shows it: quoted, cut at 60 characters, control and bidi characters spelt out. */
export function quoted(text: string): string {
  const characters = Array.from(text.slice(0, 2 * LONGEST));
  const cut = characters.length > LONGEST ? `${characters.slice(0, LONGEST - 1).join("")}…` : text;
  return spellOut(JSON.stringify(cut));
}

/** Text without quotes, for names and paths that may hold anything. */
export function spellOut(text: string): string {
  return text.replace(hiddenCharacters("all"), (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
}
