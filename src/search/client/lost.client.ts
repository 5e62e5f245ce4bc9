/** On the 404 page: what the last part of the address may mean. */

import { isWholeHash } from "../../domain/hash.ts";
import { searchWorker } from "./start-worker.ts";
import type { Question, Reply } from "./worker.client.ts";

/** Digits of a hash that are enough to go there without asking. */
const SURE_DIGITS = 12;
const MOST_OFFERS = 8;
const LONGEST = 100;

const place = document.querySelector<HTMLElement>("#near");
const base = import.meta.env.BASE_URL.replace(/\/$/, "");
const asked = lastPart(location.pathname);
if (place && asked !== "") ask(asked, place);
else place?.toggleAttribute("data-answered", true);

/** The last part of a path that has a letter or digit, as a query: "/releases/5.4/" asks for "5.4". */
function lastPart(path: string): string {
  let decoded = path;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    // Not an encoded address: taken as it is.
  }
  const last = decoded.split("/").findLast((part) => /[\p{L}\p{N}]/u.test(part)) ?? "";
  const name = last.slice(0, LONGEST).replace(/\.(?:html?|json|md)$/, "");
  return /^[a-z]+(?:-[a-z0-9]+)+$/.test(name) ? name.replaceAll("-", " ") : name;
}

function ask(text: string, at: HTMLElement): void {
  const worker = searchWorker();
  worker.addEventListener("message", ({ data }: MessageEvent<Reply>) => {
    if ("answer" in data) offer(data.answer, at);
    else show("The search could not be loaded.", [searchFor(text)], at);
  });
  worker.postMessage({ text, unfolded: [], texts: "never", own: null } satisfies Question);
}

function offer(
  { text, look, lead: path, groups, summary }: Extract<Reply, { answer: unknown }>["answer"],
  at: HTMLElement,
): void {
  const isSure = look?.rows.every(({ key }) => !isWholeHash(key) || text.length >= SURE_DIGITS);
  if (path !== undefined && isSure) {
    location.replace(base + path);
    return;
  }
  const hits = groups.flatMap((group) => group.hits);
  const release = hits.find((hit) => hit.path === `/releases/v${text}/`);
  if (release && location.pathname.startsWith(`${base}/releases/`)) {
    location.replace(base + release.path);
    return;
  }
  const items = hits
    .slice(0, MOST_OFFERS)
    .map(({ path: page, title }) => item(page, title.map((piece) => piece.text).join("")));
  const heading = look ? summary : `The names of all pages were searched for “${text}”. ${summary}`;
  show(heading, [...items, searchFor(text)], at);
}

function show(heading: string, items: HTMLLIElement[], at: HTMLElement): void {
  const words = document.createElement("p");
  words.textContent = heading;
  const list = document.createElement("ul");
  list.append(...items);
  at.replaceChildren(words, list);
  at.toggleAttribute("data-answered", true);
}

function searchFor(text: string): HTMLLIElement {
  return item(`/search/?${new URLSearchParams({ q: text })}`, `Search for “${text}”`);
}

function item(path: string, title: string): HTMLLIElement {
  const link = document.createElement("a");
  link.href = base + path;
  link.textContent = title;
  const made = document.createElement("li");
  made.append(link);
  return made;
}
