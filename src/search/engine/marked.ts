import { chunksOf } from "../query/words.ts";

export interface Piece {
  text: string;
  isMatch: boolean;
}

/** A text in pieces: the words whose terms matched, and what stands between them. Joined they are the text. */
export function marked(text: string, terms: ReadonlySet<string>): Piece[] {
  const pieces: Piece[] = [];
  let end = 0;
  const add = (to: number, isMatch: boolean) => {
    if (to > end) pieces.push({ text: text.slice(end, to), isMatch });
    end = to;
  };
  for (const { whole, parts, at, length } of chunksOf(text)) {
    const matches =
      whole !== undefined && terms.has(whole)
        ? [{ at, length }]
        : parts.filter(({ term }) => terms.has(term));
    for (const match of matches) {
      add(match.at, false);
      add(match.at + match.length, true);
    }
  }
  add(text.length, false);
  return pieces;
}
