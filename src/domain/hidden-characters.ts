/** Turns the direction of the text around them: what a reader sees is then not what a program reads. */
const BIDI = "\\u061C\\u200E\\u200F\\u202A-\\u202E\\u2066-\\u2069";
/** C0 without tab and line feed, DEL and C1, and the two separators that editors count as lines and YAML does not. */
const CONTROL = "\\u0000-\\u0008\\u000B\\u000C\\u000E-\\u001F\\u007F-\\u009F\\u2028\\u2029";
/** Joins and spaces without width: invisible, yet part of a name. */
const INVISIBLE = "\\u200B\\u2060\\uFEFF";

/**
 * Matches characters that cannot be seen and have no place in a record.
 * In a `file` a carriage return is fine before a line feed; in `all`, line feeds, tabs and returns count too.
 */
export function hiddenCharacters(within: "file" | "all"): RegExp {
  return within === "file"
    ? new RegExp(`[${BIDI}${CONTROL}${INVISIBLE}]|\\r(?!\\n)`, "gu")
    : new RegExp(`[${BIDI}${CONTROL}${INVISIBLE}\\n\\r\\t]`, "gu");
}

/** The first hidden character: where it stands, and its name as Unicode writes it ("U+202E"). */
export function firstHidden(text: string): { offset: number; name: string } | null {
  const match = hiddenCharacters("file").exec(text);
  if (!match) return null;
  const code = match[0].codePointAt(0) ?? 0;
  return { offset: match.index, name: `U+${code.toString(16).toUpperCase().padStart(4, "0")}` };
}
