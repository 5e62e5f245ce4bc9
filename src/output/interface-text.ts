import { shortHash } from "../domain/hash.ts";
import { counted, spellOut } from "../domain/text.ts";
import type { InterfaceAnswer } from "../model/interface-answer.ts";
import type { SourceNeeds } from "../model/source-needs.ts";

/**
 * An answer of `answerInterface` for a terminal: the release first, then what each history shows.
 * @param dates days of releases
 * @example interfaceText(answer, new Map([["v5.6", "2020-03-29"]])) // "CLONE_NEWTIME: v5.6 (2020-03-29), absent from v5.5\n ..."
 */
export function interfaceText(answer: InterfaceAnswer, dates: ReadonlyMap<string, string>): string {
  const { input, name, observations, disputes = [], header, never = [] } = answer;
  const dated = (release: string) => {
    const day = dates.get(release);
    return day === undefined ? release : `${release} (${day})`;
  };
  const lines = [
    `${spellOut(answer.error === null ? name : input)}: ${verdict(answer, dated)}`,
    ...(header === undefined ? [] : [`  in ${header}`]),
    ...observations.map((seen) => `  ${observed(seen)}`),
    ...disputes.map(({ history, kind, against }) => `  ${history} ${disputed[kind]} ${against}`),
    ...never.map(({ history, newest }) => `  ${history}: in no import up to ${newest}`),
  ];
  return lines.map(spellOut).join("\n");
}

const disputed = {
  early: "has it in a release in which it is absent from",
  late: "lacks it in a release in which it is in",
  value: "has another constant of this name than",
};

function verdict(answer: InterfaceAnswer, dated: (release: string) => string): string {
  const { release, absentIn, presentIn, error, never } = answer;
  if (error !== null)
    return never ? "in no header that was searched" : "unknown: in no header that was searched";
  if (release !== null) return `${dated(release)}, absent from ${absentIn}`;
  if (absentIn !== null) return `after ${dated(absentIn)}, in ${dated(presentIn ?? "")} at the latest`;
  return `in ${dated(presentIn ?? "")}, not known to be absent before`;
}

/** Enough to repeat it with git show. */
function observed({ history, absent, present }: InterfaceAnswer["observations"][number]): string {
  const before =
    absent === null
      ? []
      : [
          `absent from ${absent.label} (${shortHash(absent.commit)}${absent.path === null ? "" : `:${absent.path}`})`,
        ];
  const value = present?.value ? ` as ${present.value}` : "";
  const after =
    present === null
      ? []
      : [`in ${present.label} (${shortHash(present.commit)}:${present.path}:${present.line})${value}`];
  return `${history}: ${[...before, ...after].join(", ") || "for the kernel alone"}`;
}

/**
 * What a source file needs, for a terminal: the newest kernel, then the names by release, and those that no header has.
 * @param dates days of releases
 * @example sourceText("mount.c", needs, dates)
 * // mount.c needs v5.12 (2021-04-25)
 * //   v5.12 (2021-04-25)  struct mount_attr, line 385
 */
export function sourceText(
  file: string,
  { needs, unknown }: SourceNeeds,
  dates: ReadonlyMap<string, string>,
): string {
  const dated = (release: string) => {
    const day = dates.get(release);
    return day === undefined ? release : `${release} (${day})`;
  };
  const shown = needs.filter(({ absentIn }) => absentIn !== null);
  const rows = shown.map(({ release, absentIn, presentIn, input, line }) => {
    const when = release === null ? `after ${absentIn}, in ${presentIn} at the latest` : dated(release);
    return [when, `${input}, line ${line}`] as const;
  });
  const width = Math.max(0, ...rows.map(([when]) => when.length));
  const old = needs.length - shown.length;
  const [newest] = rows;
  const lines = [
    `${file} ${newest ? `needs ${newest[0]}` : "needs no release in particular"}`,
    ...rows.map(([when, what]) => `  ${when.padEnd(width)}  ${what}`),
    ...(old === 0 ? [] : [`  ${counted(old, "name")} in the oldest headers that were read`]),
    ...(unknown.length === 0
      ? []
      : [
          `  in no header, so of the C library, the program or never merged: ${unknown.map(({ input }) => input).join(", ")}`,
        ]),
  ];
  return lines.map(spellOut).join("\n");
}
