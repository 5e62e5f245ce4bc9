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
