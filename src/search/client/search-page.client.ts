/** Makes the search page answer while one types. Without it the page is a list of everything, A to Z. */

import { type Answer, onlyLead } from "../engine/answer.ts";
import { summarize } from "../engine/describe-answer.ts";
import type { Kind } from "../index/entry.ts";
import { ActiveOption } from "./active-option.client.ts";
import { hrefOf, ResultsView } from "./results-view.client.ts";
import type { Question, Reply } from "./worker.client.ts";

const field = find<HTMLInputElement>("#q");
const form = find<HTMLFormElement>("#search");
const list = find("#results");
const results = new ResultsView(list, find("#offers"));
const status = find("#found");
const everything = find("#everything");

const worker = new Worker(new URL("./worker.client.ts", import.meta.url), { type: "module" });
const active = new ActiveOption(field, list);
/** Kinds of which the reader wants to see all; each query begins anew. */
const unfolded = new Set<Kind>();
const title = document.title;
let latest: Answer | undefined;
let isAsking = false;
/** The reader wants to be taken to what is found, if it is one thing: from another page's field, or by Enter. */
let isOnTheWay = new URLSearchParams(location.search).has("go");
/** What was asked for with Enter stays in the history. */
let isStep = false;
let remembering: ReturnType<typeof setTimeout> | undefined;

worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
  isAsking = false;
  const { text, unfolded: wanted } = data.question;
  if (text !== field.value || wanted.length !== unfolded.size) ask();
  else if ("answer" in data) {
    list.classList.toggle("brief", data.isBrief);
    show(data.answer);
  } else fail(data.failure);
});
worker.addEventListener("error", () => fail("it could not be started"));

field.addEventListener("keydown", (event) => active.onKey(event));
field.addEventListener("input", () => {
  unfolded.clear();
  isOnTheWay = false;
  ask();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  remember();
  isStep = true;
  isOnTheWay = true;
  if (latest?.text === field.value) show(latest);
});
list.addEventListener("click", ({ target }) => {
  // Whoever goes to a page is to find the query when coming back.
  remember();
  const more = target instanceof Element ? target.closest<HTMLElement>("[data-unfold]") : null;
  if (!more) return;
  unfolded.add(more.dataset["unfold"] as Kind);
  active.set(more);
  ask();
});
addEventListener("popstate", readAddress);
readAddress();
// Whoever comes here types, or goes on with the arrows; on a phone the keys would cover the page.
if (matchMedia("(pointer: fine)").matches) field.focus();

function readAddress(): void {
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  ask();
}

/** The address follows when typing rests: it is the dearest part of an answer, and browsers ration it. */
function rememberSoon(): void {
  clearTimeout(remembering);
  remembering = setTimeout(remember, 200);
}

/** Puts the query into the address: in place of what was there, or, after Enter, as a step to come back from. */
function remember(): void {
  clearTimeout(remembering);
  const query = field.value.trim();
  document.title = query === "" ? title : `${query} · ${title}`;
  const address = query === "" ? location.pathname : `?${new URLSearchParams({ q: query })}`;
  if (address === (location.search || location.pathname)) return;
  history[isStep ? "pushState" : "replaceState"](null, "", address);
  isStep = false;
}

/** One question at a time: what is typed meanwhile is asked when the answer is there. */
function ask(): void {
  if (field.value.trim() === "") {
    clear();
  } else if (!isAsking) {
    isAsking = true;
    worker.postMessage({ text: field.value, unfolded: [...unfolded] } satisfies Question);
  }
}

function show(answer: Answer): void {
  const path = isOnTheWay ? onlyLead(answer) : undefined;
  const isFromElsewhere = new URLSearchParams(location.search).has("go");
  isOnTheWay = false;
  // Whoever comes from another page's field has not been here: back leads to that page.
  if (path !== undefined) {
    location[isFromElsewhere ? "replace" : "assign"](hrefOf(path));
    return;
  }
  latest = answer;
  draw(answer);
  status.textContent = summarize(answer);
  everything.hidden = true;
  rememberSoon();
}

function draw(answer: Answer): void {
  const chosen = active.current?.getAttribute("href");
  // Where the rest of a kind is unfolded, the first of the rest takes the place of what was chosen.
  const at = active.current?.dataset["unfold"] ? active.options.indexOf(active.current) : -1;
  results.show(answer);
  const { options } = active;
  active.set(chosen ? options.find((option) => option.getAttribute("href") === chosen) : options[at]);
  field.ariaExpanded = String(options.length > 0);
}

function clear(): void {
  latest = undefined;
  active.set(undefined);
  results.clear();
  status.textContent = "";
  field.ariaExpanded = "false";
  everything.hidden = false;
  rememberSoon();
}

function fail(why: string): void {
  clear();
  status.textContent = `Search does not work just now: ${why}. The list below leads everywhere all the same.`;
}

function find<T extends HTMLElement>(selector: string): T {
  const found = document.querySelector<T>(selector);
  if (!found) throw new Error(`expected ${selector} in the page`);
  return found;
}
