import { isWholeHash, shortHash } from "../../domain/hash.ts";
import { spellOut, wrappedLine } from "../../domain/text.ts";
import type { Entry, ReleaseSummary } from "../index/entry.ts";
import { onlyLead } from "../lookup/lookup.ts";
import type { Answer } from "./answer.ts";
import { detailsOf, kindNames, partsHeading, releaseDetails, summarize } from "./describe-answer.ts";
import { externalLookup } from "./external-lookup.ts";

/** Most hits printed of a kind. */
const MAX_PRINTED = 10;

/**
 * Formats an answer for a terminal.
 * @param entries what the one page that was found is described from
 * @param strong emphasizes a title, or returns it unchanged
 * @param commitRows what is said of the one commit that was found
 */
export function answerText(
  answer: Answer,
  entries: readonly Entry[],
  strong: (text: string) => string,
  commitRows: (path: string) => readonly (readonly [name: string, value: string])[] = () => [],
): string {
  const { look, groups, notes } = answer;
  const only = onlyEntry(answer, entries);
  const rows = (look?.rows ?? []).flatMap(({ key, leads }) =>
    leads.map(({ as, path, title, ...summary }) => {
      const name = isWholeHash(key) ? shortHash(key) : key;
      // What is described below is only named.
      if (path === only?.path) return `  ${name}  ${as}\n    ${path}`;
      return `  ${name}  ${as}\n    ${strong(title)}  ${inline(releaseDetails(summary))}\n    ${path}`;
    }),
  );
  const lists = groups.flatMap(({ kind, found, hits }) => {
    const shown = hits.slice(0, MAX_PRINTED);
    const rest = found - shown.length;
    return [
      `\n${kindNames[kind][1]}`,
      ...shown.map(({ entry, kernels = [] }) => {
        const details = [inline(detailsOf(entry)), ...kernels].filter((each) => each !== "").join("; ");
        return `  ${strong(entry.title)}  ${details}\n    ${entry.path}`;
      }),
      ...(rest > 0 ? [`  and ${rest} more`] : []),
    ];
  });
  const parts = (answer.absent?.parts ?? []).flatMap(({ kind, hits }) => [
    `\n${partsHeading(kind, answer.match)}`,
    ...hits.slice(0, MAX_PRINTED).map(({ entry }) => `  ${entry.title}\n    ${entry.path}`),
  ]);
  const external = externalLookup(answer);
  const offers = [
    ...(external ? [`Look it up at ${external.url}, or see CONTRIBUTING.md for how to add it.`] : []),
    ...(answer.near?.similar ?? []).map(({ path, title }) => `Similar: ${title}\n    ${path}`),
  ];
  // What was asked may be text from anywhere, and is repeated here.
  const said = [...notes, summarize(answer)].map(spellOut);
  const shown = only ? described(only, strong, commitRows(only.path)) : [];
  const lines = [...said, ...offers, ...rows, ...lists, ...parts, ...shown].flatMap((each) =>
    each.split("\n"),
  );
  return `${lines.map((line) => wrappedLine(line, "      ")).join("\n")}\n`;
}

/** The entry of the one page that was found. */
function onlyEntry(answer: Answer, entries: readonly Entry[]): Entry | undefined {
  const path = onlyLead(answer.look);
  if (path !== undefined) return entries.find((entry) => entry.path === path);
  if (answer.absent) return undefined;
  const [group] = answer.groups;
  return answer.groups.length === 1 && group?.found === 1 ? group.hits[0]?.entry : undefined;
}

function described(
  entry: Entry,
  strong: (text: string) => string,
  own: readonly (readonly [name: string, value: string])[],
): string[] {
  const lines: (readonly [string, string | undefined])[] = [
    ...(own.length > 0 ? own : [[entry.removes ? "removed" : "since", sinceText(entry)] as const]),
    ["status", entry.statusWords ?? entry.status],
    ["tags", entry.tags?.join(", ")],
    ["people", entry.people?.join(", ")],
    ["interfaces", entry.interfaces?.join(", ")],
    ["sources", entry.documents?.join(", ")],
    ["verified", entry.verified && "a kernel clone proves the release"],
    ["disputed", entry.disagreeing && "sources contradict each other"],
  ];
  return [
    `\n${strong(entry.title)}`,
    ...(entry.summary ? [`  ${entry.summary}`] : []),
    ...lines.flatMap(([name, value]) =>
      value ? [wrappedLine(`  ${name.padEnd(11)} ${spellOut(value)}`, " ".repeat(14))] : [],
    ),
  ];
}

/** "first usable v4.9 (2016-12-11), fact; complete v4.11 (2017-04-30), claim, 2 sources" */
function sinceText(entry: Entry): string {
  const { complete, removes } = entry;
  if (!complete) return releaseText(entry);
  return `${removes ? "partly " : "first usable "}${releaseText(entry)}; complete ${releaseText(complete)}`;
}

function releaseText(summary: ReleaseSummary): string {
  const { contradicted = [] } = summary;
  const text = inline(releaseDetails(summary));
  return contradicted.length === 0 ? text : `${text} (contradicted: ${contradicted.join(", ")})`;
}

function inline(details: ReturnType<typeof detailsOf>): string {
  return details
    .map(({ as, text, day }, at) => {
      if (as === "evidence") return at === 0 ? text : `, ${text}`;
      return `${at === 0 ? "" : details[at - 1]?.as === "evidence" ? "; " : " "}${text}${day ? ` (${day})` : ""}`;
    })
    .join("");
}
