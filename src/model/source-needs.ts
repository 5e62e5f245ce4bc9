import { compareReleases } from "../domain/release.ts";
import type { UsedName } from "../domain/source-names.ts";
import { filedUnder } from "./headline.ts";
import type { DecidedInterface } from "./interface-since.ts";

/** A name that a source file uses, where it does so first, and which release has it first. */
export interface SourceNeed extends DecidedInterface {
  line: number;
  column: number;
}

/** What a source file needs of the kernel. */
export interface SourceNeeds {
  /** Newest first; those that no header lacks, which are older than all that is read, last. */
  needs: SourceNeed[];
  /** Names that look like the kernel's, and that no header has. */
  unknown: SourceNeed[];
}

/** A prefix that fewer names of the kernel have does not make a name look like one. */
const FEWEST = 5;

/**
 * Which kernel a source file needs, by the names it uses.
 * @param names all names of the kernel's headers
 * @example sourceNeeds(usedNames(text, "c"), names, decide).needs[0]?.since.releases // [{ version: "v5.9", day: "2020-10-11" }]
 */
export function sourceNeeds(
  used: readonly UsedName[],
  names: Iterable<string>,
  decide: (input: string) => DecidedInterface,
): SourceNeeds {
  const prefixes = new Map<string, number>();
  for (const name of names) {
    const prefix = prefixOf(name);
    prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
  }
  const all = used.map(({ input, line, column, isGuess }) => ({
    isGuess,
    need: { ...decide(input), line, column },
  }));
  const looksKnown = (input: string) =>
    /^(?:__NR|SYS)_/.test(input) || (input.includes("_") && (prefixes.get(prefixOf(input)) ?? 0) >= FEWEST);
  return {
    // That a call is older than all headers says nothing: it may be the program's own.
    needs: all
      .flatMap(({ need, isGuess }) => (need.error === null && !(isGuess && isOld(need)) ? [need] : []))
      .sort(newestFirst),
    unknown: all.flatMap(({ need, isGuess }) =>
      need.error !== null && !isGuess && looksKnown(need.input) ? [need] : [],
    ),
  };
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf("_") + 1);
}

/** Whether nothing is known to lack it. */
export function isOld({ absentIn, since }: SourceNeed): boolean {
  return absentIn === null && since.releases.length === 0;
}

function newestFirst(a: SourceNeed, b: SourceNeed): number {
  const latest = ({ since, presentIn }: SourceNeed) => filedUnder(since)?.version ?? presentIn ?? "";
  return (
    Number(isOld(a)) - Number(isOld(b)) ||
    compareReleases(latest(b), latest(a)) ||
    a.line - b.line ||
    a.column - b.column
  );
}
