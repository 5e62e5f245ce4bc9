import { compareReleases } from "../domain/release.ts";
import type { UsedName } from "../domain/source-names.ts";
import { answerInterface, type InterfaceAnswer, type InterfaceSources } from "./interface-answer.ts";

/** A name that a source file uses, where it does so first, and which release has it first. */
export interface SourceNeed extends InterfaceAnswer {
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
 * @example sourceNeeds(usedNames(text, "c"), sources).needs[0]?.release // "v5.9"
 */
export function sourceNeeds(used: readonly UsedName[], sources: InterfaceSources): SourceNeeds {
  const prefixes = new Map<string, number>();
  for (const name of sources.names.keys()) {
    const prefix = prefixOf(name);
    prefixes.set(prefix, (prefixes.get(prefix) ?? 0) + 1);
  }
  const all = used.map(({ input, line, column, isGuess }) => ({
    isGuess,
    need: { ...answerInterface(input, sources), line, column },
  }));
  const looksKnown = (input: string) =>
    /^(?:__NR|SYS)_/.test(input) || (input.includes("_") && (prefixes.get(prefixOf(input)) ?? 0) >= FEWEST);
  return {
    needs: all.flatMap(({ need }) => (need.error === null ? [need] : [])).sort(newestFirst),
    unknown: all.flatMap(({ need, isGuess }) =>
      need.error !== null && !isGuess && looksKnown(need.input) ? [need] : [],
    ),
  };
}

function prefixOf(name: string): string {
  return name.slice(0, name.indexOf("_") + 1);
}

function newestFirst(a: SourceNeed, b: SourceNeed): number {
  const isOld = (need: SourceNeed) => need.absentIn === null;
  return (
    Number(isOld(a)) - Number(isOld(b)) ||
    compareReleases(b.presentIn ?? "", a.presentIn ?? "") ||
    a.line - b.line ||
    a.column - b.column
  );
}
