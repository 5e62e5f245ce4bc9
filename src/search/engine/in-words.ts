import type { Kind } from "../index/entry.ts";
import type { Answer, Look } from "./answer.ts";

export const kindNames: Record<Kind, [one: string, many: string]> = {
  change: ["Change", "Changes"],
  topic: ["Topic", "Topics"],
  commit: ["Commit", "Commits"],
  document: ["Source", "Sources"],
  release: ["Release", "Releases"],
};

/** What an answer amounts to, in a sentence or two: shown above the results, and read out. */
export function inWords(answer: Answer): string {
  const { look, groups, match } = answer;
  const found = groups.map(({ kind, found: number }) => count(number, kind)).join(", ");
  // That no hash begins with "face" is worth saying only to who meant a hash.
  const isTold = look && (look.reference.certain || look.rows.length > 0 || groups.length === 0);
  const said = isTold ? lookInWords(look) : undefined;
  if (groups.length === 0) return said ?? "Nothing has these words.";
  if (match === "all") return said ? `${said} As words: ${found}.` : `${found}.`;
  const fallBack =
    match === "similar"
      ? "No page has these words as they are written; these have words like them"
      : "No page has all of these words; these have some of them";
  return `${said ? `${said} ` : ""}${fallBack}: ${found}.`;
}

/** "12 Nov 2017" of "2017-11-12". */
export function dayInWords(day: string): string {
  const [year = "", month = "", date = ""] = day.split("-");
  const months = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
  return `${Number(date)} ${months[Number(month) - 1]} ${year}`;
}

/** The beginning of a long list says how much of it there is. */
export function shareInWords(shown: number, found: number): string | undefined {
  return shown < found ? `The first ${shown} of ${found}. Another word or a key narrows it.` : undefined;
}

function lookInWords({ reference, rows }: Look): string {
  if (reference.type === "address") {
    return rows.length > 0 ? "This address is known here." : "No page here names this address.";
  }
  const { prefix } = reference;
  if (rows.length === 1) return `One commit begins with ${prefix}.`;
  if (rows.length > 1) return `${rows.length} commits begin with ${prefix}.`;
  return prefix.length === 40
    ? `The commit ${prefix} is not in the knowledge base.`
    : `No commit in the knowledge base begins with ${prefix}.`;
}

function count(number: number, kind: Kind): string {
  const [one, many] = kindNames[kind];
  return `${number} ${(number === 1 ? one : many).toLowerCase()}`;
}
