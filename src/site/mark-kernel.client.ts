/** On every page, where a reader has set a kernel: what it has, beside each release and each change of a list. */
import { compareReleases } from "../domain/release.ts";
import type { KernelAnswers } from "../model/kernels/answer-table.ts";
import { verdictMarks } from "../model/kernels/kernel-answer.ts";
import { type OwnKernel, ownKernel, setOwnKernel } from "../search/client/own-kernel.client.ts";
import { namedOwn } from "../search/client/own-kernel-named.ts";
import { loadAnswers } from "./kernel-file.client.ts";

type Shown = "all" | "has" | "lacks";

const MARK = "data-own";
const CANNOT_TELL = verdictMarks["cannot-tell"];
/** What a list has an item for. */
const ITEMS = ".entry, .matrix tbody tr:not(.group), .columns > li";

let bar: HTMLElement | undefined;

/** @param file the address of the file of all answers */
export async function markKernel(file: string): Promise<void> {
  const kernel = ownKernel();
  clear();
  if (!kernel) return;
  const answers = await loadAnswers(file);
  const own = answersOf(kernel, answers);
  const items = [...document.querySelectorAll<HTMLElement>(ITEMS)];
  for (const item of items) {
    const link = [...item.querySelectorAll("a")].find(({ pathname }) => own.has(pathname));
    if (link) link.setAttribute(MARK, own.get(link.pathname) ?? "");
  }
  for (const link of document.querySelectorAll<HTMLAnchorElement>(
    "main a[href*='/releases/v']:not(thead a, .hit)",
  )) {
    link.setAttribute(MARK, standing(link, kernel, own));
  }
  bar = barOf(kernel, items);
  document.body.append(bar);
}

/** The words of its answer by the path of the page of each change and interface. */
function answersOf(kernel: OwnKernel, { on, subjects }: KernelAnswers): Map<string, string> {
  const verdicts = on(namedOwn(kernel));
  return new Map(subjects.map(({ href }, place) => [href, verdictMarks[verdicts[place] ?? "unknown"]]));
}

/** Of a mainline or stable kernel the order of releases says it; of a vendor's only the answer for the page's subject, or the interface that is listed. */
function standing(link: HTMLAnchorElement, { release }: OwnKernel, own: Map<string, string>): string {
  const [, tag = ""] = /\/releases\/([^/]+)\//.exec(link.pathname) ?? [];
  if (release !== null) return compareReleases(tag, release) <= 0 ? "has" : "lacks";
  const answer = link.closest(".answer");
  const listed = link.closest("li")?.querySelector("a")?.pathname;
  return (answer ? own.get(listed ?? location.pathname) : undefined) ?? CANNOT_TELL;
}

function barOf({ name }: OwnKernel, items: readonly HTMLElement[]): HTMLElement {
  const made = document.createElement("form");
  made.className = "own-kernel";
  made.setAttribute("aria-label", "Your kernel");
  const label = document.createElement("span");
  label.textContent = `Your kernel: ${name} `;
  made.append(label);
  if (items.some((item) => item.querySelector(`[${MARK}]`))) {
    const select = document.createElement("select");
    select.setAttribute("aria-label", "Show in lists");
    select.append(new Option("show all", "all"), new Option("only what it has", "has"));
    select.append(new Option("only what it lacks", "lacks"));
    select.addEventListener("change", () => narrow(items, select.value as Shown));
    made.append(select);
  }
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = "Clear";
  button.addEventListener("click", () => {
    setOwnKernel(null);
    clear();
  });
  made.append(" ", button);
  made.addEventListener("submit", (event) => event.preventDefault());
  return made;
}

/** What cannot be told stays in sight. */
function narrow(items: readonly HTMLElement[], shown: Shown): void {
  for (const item of items) {
    const answer = item.querySelector(`[${MARK}]`)?.getAttribute(MARK) ?? CANNOT_TELL;
    const isOther = answer !== CANNOT_TELL && (answer === "lacks") !== (shown === "lacks");
    item.toggleAttribute("data-not-own", shown !== "all" && isOther);
    const folded = item.closest("details");
    if (folded && shown !== "all" && !isOther) folded.open = true;
  }
}

function clear(): void {
  bar?.remove();
  for (const name of [MARK, "data-not-own"]) {
    for (const marked of document.querySelectorAll(`[${name}]`)) marked.removeAttribute(name);
  }
}
