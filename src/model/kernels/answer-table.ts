/** What every kernel has, in a table small enough for the browser, and how answers are looked up in it. */
import { unpackRuns } from "../../domain/run-lengths.ts";
import { compareBuilds, type LineCandidate, type NamedKernel } from "../../domain/uname.ts";
import type { Evidence } from "../evidence.ts";
import { isThere } from "./difference.ts";
import type { KernelVerdict } from "./kernel-answer.ts";

/** Every answer of the model. Runs of letters are packed by `packRuns`. */
export interface AnswerTable {
  /** The answer that each letter stands for, in words: { "h": ["has", "has it"] }. */
  letters: Record<string, [answer: KernelVerdict, words: string]>;
  /** The letter of what cannot be told, but the base has it. */
  baseHas: string;
  /** Mainline releases with their days, the oldest first. */
  releases: [release: string, day: string | null][];
  /** Where levels of a stable series differ from its first release: subject, and from which level on which letter. */
  levels: [series: string, subject: number, steps: [level: number, letter: string][]][];
  /**
   * Lines of vendors. `columns` are the numbers of the answers of each release, or of the one line; `builds` of those
   * from a build on, for builds that are no release.
   */
  lines: {
    id: string;
    href: string;
    title: string;
    vendor: string;
    releases: string[];
    columns: number[];
    builds: [build: string, column: number][];
  }[];
  /** A letter for each subject, in their order. */
  columns: string[];
  subjects: Omit<SubjectRow, "evidence">[];
  /** A letter for each subject, of `evidenceLetters`. */
  evidence: string;
}

export const evidenceLetters: Record<Evidence, string> = {
  fact: "f",
  quoted: "q",
  derived: "d",
  judgement: "j",
  disputed: "x",
  unknown: "u",
};

/** A change or an interface. */
export interface SubjectRow {
  name: string;
  /** The title of a change. */
  title?: string;
  href: string;
  /** The release it came with; null: not known, or an interval. */
  since: string | null;
  /** How that is known. Packed in the table's `evidence`. */
  evidence: Evidence;
  /** The lowest release that is known to have all of it. */
  needs: string | null;
  /** When it came, in words, where no release alone says it. */
  words?: string;
  /** The release that took an interface away again. */
  removedIn?: string;
  /** A change that takes something away. */
  removes?: true;
  /** A letter for each mainline release. */
  mainline: string;
}

/** A kernel that can be chosen: a mainline release, or a release of a vendor's line. */
export interface Choice {
  /** As addresses have it: "v5.4", "el9:9.4", "debian-12". */
  value: string;
  title: string;
  group: string;
  /** A letter for each subject. */
  letters: () => string;
}

export interface KernelAnswers {
  baseHas: string;
  subjects: SubjectRow[];
  releases: AnswerTable["releases"];
  lines: AnswerTable["lines"];
  choices: Choice[];
  /** Also by other spellings: "5.4", and a line for its newest release. */
  find(value: string): Choice | undefined;
  answer(letter: string | undefined): KernelVerdict;
  words(letter: string | undefined): string;
  /** The letters of a line's releases, the oldest first. */
  ofLine(line: AnswerTable["lines"][number]): string[];
  /** The answers for each subject, in their order, for a kernel as somebody names it. */
  on(kernel: NamedKernel): KernelVerdict[];
}

/**
 * Looks answers up in a table.
 * @example answersIn(table).on(read("5.15.61"))[0] // "has"
 */
export function answersIn(table: AnswerTable): KernelAnswers {
  const { letters, baseHas, releases, levels, lines, columns } = table;
  const evidences = Object.keys(evidenceLetters) as Evidence[];
  const known = unpackRuns(table.evidence);
  const subjects = table.subjects.map((subject, at) => ({
    ...subject,
    evidence: evidences.find((each) => evidenceLetters[each] === known[at]) ?? "unknown",
  }));
  const columnLetters = columns.map(unpackRuns);
  const rows = subjects.map(({ mainline }) => unpackRuns(mainline));
  const ofLine = (line: AnswerTable["lines"][number]) => line.columns.map((at) => columnLetters[at] ?? "");
  const ofMainline = (at: number) => rows.map((row) => row[at]).join("");
  const mainline = releases.map(
    ([release, day], at): Choice => ({
      value: release,
      title: day === null ? release : `${release} (${day})`,
      group: "Mainline",
      letters: () => ofMainline(at),
    }),
  );
  const vendors = lines.flatMap((line) => {
    const own = ofLine(line).map((text, at): Choice => {
      const release = line.releases[at];
      return {
        value: release === undefined ? line.id : `${line.id}:${release}`,
        title: release === undefined ? line.title : `${line.title}, ${release}`,
        group: line.vendor,
        letters: () => text,
      };
    });
    return own.reverse();
  });
  const choices = [...mainline.reverse(), ...vendors];
  const answer = (letter: string | undefined) => letters[letter ?? "u"]?.[0] ?? "unknown";
  const toldBy = (text: string) => subjects.map((_, at) => answer(text[at]));
  const untold = () => subjects.map((): KernelVerdict => "cannot-tell");

  const ofRelease = ({ base, patch, candidate }: NamedKernel): KernelVerdict[] => {
    const at = releases.findIndex(([release]) => release === base);
    if (at < 0) return untold();
    const own = toldBy(ofMainline(at));
    if (candidate !== null) {
      // What came during the candidates may not be in this one.
      const before = toldBy(at === 0 ? "" : ofMainline(at - 1));
      return own.map((each, subject) => {
        const was = before[subject] ?? "unknown";
        return isThere(was) === isThere(each) ? was : "cannot-tell";
      });
    }
    for (const [series, subject, steps] of levels) {
      const step = series === base ? steps.findLast(([level]) => level <= (patch ?? -1)) : undefined;
      if (step) own[subject] = answer(step[1]);
    }
    return own;
  };
  const ofCandidate = (kernel: NamedKernel, { line: id, base, build, release }: LineCandidate) => {
    const line = lines.find((each) => each.id === id);
    // A line without answers has the mainline's kernels.
    if (!line) return ofRelease({ ...kernel, base: kernel.base ?? base });
    if (build !== null && release === null) {
      const [, column = -1] = line.builds.findLast(([from]) => compareBuilds(from, build) <= 0) ?? [];
      return toldBy(columnLetters[column] ?? "");
    }
    const own = ofLine(line).map(toldBy);
    return release === null ? agreed(own) : (own[line.releases.indexOf(release)] ?? untold());
  };
  /** What several kernels agree on. */
  const agreed = (each: readonly (readonly KernelVerdict[])[]): KernelVerdict[] =>
    subjects.map((_, at) => {
      const [first = "cannot-tell"] = each.map((own) => own[at] ?? "cannot-tell");
      return each.every((own) => own[at] === first) ? first : "cannot-tell";
    });

  return {
    ...{ baseHas, subjects, releases, lines, choices, ofLine, answer },
    find: (value) => {
      const wanted = value.trim().toLowerCase();
      const isIt = (choice: Choice) => choice.value === wanted || choice.value === `v${wanted}`;
      return choices.find(isIt) ?? choices.find((choice) => choice.value.startsWith(`${wanted}:`));
    },
    words: (letter) => letters[letter ?? "u"]?.[1] ?? "unknown",
    on: (kernel) => {
      const { form, candidates } = kernel;
      if (candidates.length > 0) return agreed(candidates.map((each) => ofCandidate(kernel, each)));
      return form === "release" || form === "series" ? ofRelease(kernel) : untold();
    },
  };
}
