/** A text broken into lines, in the largest size in which it fits. */
export interface Lines {
  size: number;
  lines: string[];
}

/**
 * Breaks a title into lines of about one length.
 * @param sizes in pixels, the largest first, each with the most lines it may take
 * @param widthAt the width of a text in a size
 */
export function fitLines(
  text: string,
  width: number,
  sizes: readonly { size: number; most: number }[],
  widthAt: (text: string, size: number) => number,
): Lines {
  for (const { size, most } of sizes) {
    const wide = (line: string) => widthAt(line, size);
    const lines = broken(text, width, wide);
    if (lines.length <= most && lines.every((line) => wide(line) <= width)) {
      return { size, lines: balanced(text, width, size / 4, lines, wide) };
    }
  }
  const { size, most } = sizes.at(-1) ?? { size: 0, most: 0 };
  return { size, lines: cut(text, most, width, (line) => widthAt(line, size)) };
}

function broken(text: string, width: number, wide: (line: string) => number): string[] {
  const lines: string[] = [];
  for (const word of text.split(" ")) {
    const longer = lines.length > 0 ? `${lines.at(-1)} ${word}` : word;
    if (lines.length > 0 && wide(longer) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

/** The narrowest width that needs no more lines, so that the last line is no single word. */
function balanced(
  text: string,
  width: number,
  step: number,
  lines: string[],
  wide: (line: string) => number,
): string[] {
  let best = lines;
  for (let narrower = width - step; narrower > 0; narrower -= step) {
    const tried = broken(text, narrower, wide);
    if (tried.length > lines.length || tried.some((line) => wide(line) > narrower)) return best;
    best = tried;
  }
  return best;
}

/** What does not fit ends in an ellipsis. */
function cut(text: string, most: number, width: number, wide: (line: string) => number): string[] {
  const lines = broken(text, width, wide);
  return lines.slice(0, most).map((line, at) => {
    const whole = lines.length > most && at === most - 1 ? `${line}…` : line;
    if (wide(whole) <= width) return whole;
    let shown = line;
    while (shown !== "" && wide(`${shown}…`) > width) shown = [...shown].slice(0, -1).join("");
    return `${shown}…`;
  });
}
