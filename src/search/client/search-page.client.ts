/** Makes the search page answer while the reader types. Without JavaScript it leads to the index from A to Z. */

import type { Drawn } from "../engine/draw-answer.ts";
import type { Kind } from "../index/entry.ts";
import { ActiveOption } from "./active-option.client.ts";
import { ownKernel } from "./own-kernel.client.ts";
import { hrefOf, ResultsView } from "./results-view.client.ts";
import { SearchPageState } from "./search-page-state.ts";
import { searchWorker } from "./start-worker.ts";
import type { Question, Reply } from "./worker.client.ts";

/** Milliseconds without a key after which the address follows: browsers limit the rate of replaceState, and it is slow. */
const SAVE_DELAY = 200;

const field = find<HTMLInputElement>("#q");
const form = find<HTMLFormElement>("#search");
const list = find("#results");
const results = new ResultsView(list, find("#offers"));
const status = find("#found");
const deeper = find("#deeper");

const worker = searchWorker();
const active = new ActiveOption(field, list);
const title = document.title;
const state = new SearchPageState(isFromOtherPage());
/** Whether the answer that is shown is of names alone. */
let isBrief = true;

worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
  if (!state.receive(data.question)) ask();
  else if ("answer" in data) {
    isBrief = data.isBrief;
    show(data.answer);
    deeper.hidden = !isBrief || data.question.texts !== "asked" || data.answer.look !== undefined;
  } else fail(data.failure);
});
worker.addEventListener("error", () => fail("its worker did not start"));

field.addEventListener("keydown", (event) => active.onKey(event));
field.addEventListener("input", () => {
  state.type(field.value);
  ask();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  save();
  const answer = state.submit();
  if (answer) show(answer);
});
list.addEventListener("click", ({ target }) => {
  // Saved now, so that the query is there when the reader comes back from the page.
  save();
  const more = target instanceof Element ? target.closest<HTMLElement>("[data-unfold]") : null;
  if (!more) return;
  state.unfold(more.dataset["unfold"] as Kind);
  active.set(more);
  ask();
});
deeper.addEventListener("click", () => {
  state.searchTexts();
  ask();
});
addEventListener("popstate", readAddress);
// The index had its place on this page.
const moved = document.getElementById(location.hash.slice(1));
if (moved instanceof HTMLAnchorElement) location.replace(moved.href);
readAddress();
// On a phone the keyboard would cover the page.
if (matchMedia("(pointer: fine)").matches) field.focus();

function isFromOtherPage(): boolean {
  return new URLSearchParams(location.search).has("go");
}

function readAddress(): void {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  state.restore(field.value, (history.state as { texts?: boolean } | null)?.texts === true);
  ask();
}

function saveSoon(): void {
  clearTimeout(state.saveTimer);
  state.saveTimer = setTimeout(save, SAVE_DELAY);
}

/** Puts the query into the address: as a new entry of the history after Enter, else replacing the current one. */
function save(): void {
  clearTimeout(state.saveTimer);
  const { query } = state;
  document.title = query === "" ? title : `${query} · ${title}`;
  const address = query === "" ? location.pathname : `?${new URLSearchParams({ q: query })}`;
  const texts = !isBrief;
  if (address === (location.search || location.pathname)) {
    // Kept for the way back, which shows the same answer.
    if (texts) history.replaceState({ texts }, "");
    return;
  }
  history[state.takePush() ? "pushState" : "replaceState"]({ texts }, "", address);
}

function ask(): void {
  if (state.query === "") {
    clear();
    return;
  }
  const question = state.ask();
  if (question) worker.postMessage({ ...question, own: ownKernel() } satisfies Question);
}

function show(answer: Drawn): void {
  const path = state.takeOpensOnlyLead() ? answer.lead : undefined;
  if (path !== undefined) {
    // Back leads to the page the reader came from.
    location[isFromOtherPage() ? "replace" : "assign"](hrefOf(path));
    return;
  }
  state.show(answer);
  draw(answer);
  status.textContent = answer.summary;
  saveSoon();
}

function draw(answer: Drawn): void {
  const chosen = active.current?.getAttribute("href");
  // After unfolding, the first of the new hits is selected.
  const at = active.current?.dataset["unfold"] ? active.options.indexOf(active.current) : -1;
  // A selected option would differ from the one that is drawn, and be replaced by it.
  active.set(undefined);
  results.show(answer);
  const { options } = active;
  active.set(chosen ? options.find((option) => option.getAttribute("href") === chosen) : options[at]);
  field.ariaExpanded = String(options.length > 0);
}

function clear(): void {
  state.show(undefined);
  active.set(undefined);
  results.clear();
  status.textContent = "";
  field.ariaExpanded = "false";
  deeper.hidden = true;
  saveSoon();
}

function fail(why: string): void {
  clear();
  status.textContent = `Search is not available: ${why}. The index lists every page.`;
}

function find<T extends HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`expected ${selector} in the page`);
  return found;
}
