/** The answers about kernels, as the build decided them: loaded once, looked up by kernel and subject. */
import { evidenceWords } from "../model/evidence.ts";
import {
  type AnswerTable,
  answersIn,
  type KernelAnswers,
  type SubjectRow,
} from "../model/kernels/answer-table.ts";
import type { KernelVerdict } from "../model/kernels/kernel-answer.ts";

/** @param path of the file, with the base */
export async function loadAnswers(path: string): Promise<KernelAnswers> {
  const response = await fetch(path);
  if (!response.ok) throw new Error(`${path} could not be loaded (${response.status})`);
  return answersIn((await response.json()) as AnswerTable);
}

/** Starts a page that looks answers up: its form names the file, and says so where that cannot be loaded. */
export function startWithAnswers(
  formSelector: string,
  placeSelector: string,
  start: (form: HTMLFormElement, place: Element, answers: KernelAnswers) => void,
): void {
  const form = document.querySelector<HTMLFormElement>(formSelector);
  const place = document.querySelector(placeSelector);
  if (!form || !place) return;
  const output = form.querySelector("output");
  loadAnswers(form.dataset["file"] ?? "").then(
    (answers) => start(form, place, answers),
    () => {
      if (output) output.textContent = "The answers could not be loaded.";
    },
  );
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

/** How the release of a change or an interface is known, as Mark.astro has it. */
export function mark({ evidence }: SubjectRow): HTMLElement {
  return element("span", { className: `origin ${evidence}` }, evidenceWords[evidence]);
}

/** What is known of something: by shape, word and colour. */
export function verdict(answer: KernelVerdict, words: string): HTMLElement {
  return element("span", { className: `verdict ${answer}` }, words);
}
