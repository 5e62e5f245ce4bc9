import type { Paragraph } from "mdast";

const NAME = /^\p{Lu}[\p{L}.'’-]*(?: [\p{L}.'’-]+){1,5}$/u;

/** The names above a mail address, each on a line, as title slides have them; none for any other paragraph. */
export function speakersIn({ children }: Paragraph): string[] {
  const address = children.findIndex(
    (node) =>
      (node.type === "link" && node.url.startsWith("mailto:")) ||
      (node.type === "html" && /^<a\s[^>]*mailto:/i.test(node.value)),
  );
  if (address < 0) return [];
  const above = children.slice(0, address).map((node) => (node.type === "text" ? node.value : ""));
  const lines = above
    .join("")
    .split("\n")
    .map((line) => line.trim());
  return lines.filter((line) => NAME.test(line));
}
