/** The answers about kernels, as the build decided them: loaded once, looked up by kernel and subject. */
import { unpackRuns } from "../domain/run-lengths.ts";
import type { KernelVerdict } from "../model/kernels/kernel-answer.ts";
import type { KernelFile, SubjectRow } from "./kernel-answers.ts";

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
  releases: KernelFile["releases"];
  lines: KernelFile["lines"];
  choices: Choice[];
  /** Also by other spellings: "5.4", and a line for its newest release. */
  find(value: string): Choice | undefined;
  answer(letter: string | undefined): KernelVerdict;
  words(letter: string | undefined): string;
  /** The letters of a line's releases, the oldest first. */
  ofLine(line: KernelFile["lines"][number]): string[];
}

/** @param path of the file, with the base */
export async function loadAnswers(path: string): Promise<KernelAnswers> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`);
  const { letters, baseHas, releases, lines, columns, subjects } = (await response.json()) as KernelFile;
  const columnLetters = columns.map(unpackRuns);
  const rows = subjects.map(({ mainline }) => unpackRuns(mainline));
  const ofLine = (line: KernelFile["lines"][number]) => line.columns.map((at) => columnLetters[at] ?? "");
  const mainline = releases.map(([release, day], at): Choice => ({
    value: release,
    title: day === null ? release : `${release} (${day})`,
    group: "Mainline",
    letters: () => rows.map((row) => row[at]).join(""),
  }));
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
  return {
    ...{ baseHas, subjects, releases, lines, choices, ofLine },
    find: (value) => {
      const wanted = value.trim().toLowerCase();
      const isIt = (choice: Choice) => choice.value === wanted || choice.value === `v${wanted}`;
      return choices.find(isIt) ?? choices.find((choice) => choice.value.startsWith(`${wanted}:`));
    },
    answer: (letter) => letters[letter ?? "u"]?.[0] ?? "unknown",
    words: (letter) => letters[letter ?? "u"]?.[1] ?? "unknown",
  };
}

/** @example element("p", { className: "muted" }, "none") */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]> = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children);
  return made;
}

/** A link to the page of a change, by its title, or of an interface, set as code. */
export function subjectLink({ href, name, title }: SubjectRow): HTMLElement {
  return element("a", { href }, title ?? element("code", {}, name));
}

/** What is known of something: by shape, word and colour. */
export function verdict(answer: KernelVerdict, words: string): HTMLElement {
  return element("span", { className: `verdict ${answer}` }, words);
}
