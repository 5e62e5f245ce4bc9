/** Draws an answer. Texts go into the page as texts: nothing that is found or typed becomes markup. */
import type { Answer, Group, Hit } from "../engine/answer.ts";
import { type Detail, detailsOf, releaseDetails } from "../engine/details.ts";
import { kindNames, shareInWords } from "../engine/in-words.ts";
import { marked } from "../engine/marked.ts";
import { elsewhere } from "../lookup/elsewhere.ts";
import type { ShardRow } from "../lookup/shard.ts";

/** Where pages are: the base path, without a slash at its end. */
const base = import.meta.env.BASE_URL.replace(/\/$/, "");

/**
 * The results on the page. A group in which nothing has changed stays as it is: while a word is typed to its
 * end that is most of them, and to lay them out anew would take longer than the search.
 */
export class ResultsView {
  readonly #list: HTMLElement;
  readonly #offers: HTMLElement;
  /** By all that shows in a group. */
  #drawn = new Map<string, HTMLElement>();

  /**
   * @param list the listbox
   * @param offers what stands beside it
   */
  constructor(list: HTMLElement, offers: HTMLElement) {
    this.#list = list;
    this.#offers = offers;
  }

  show(answer: Answer): void {
    const terms = new Set(answer.terms);
    const looked = answer.look?.rows ?? [];
    const before = this.#drawn;
    this.#drawn = new Map();
    const keep = (shown: unknown, draw: () => HTMLElement) => {
      const key = JSON.stringify(shown);
      this.#drawn.set(key, before.get(key) ?? draw());
    };
    if (looked.length > 0) keep(looked, () => group("Named", looked.flatMap(rowOptions)));
    for (const each of answer.groups) keep([each, answer.terms], () => foundGroup(each, terms));
    arrange(this.#list, [...this.#drawn.values()]);
    for (const [at, option] of this.#list.querySelectorAll("[role=option]").entries())
      option.id = `hit-${at}`;
    this.#offers.replaceChildren(...offersFor(answer));
  }

  clear(): void {
    this.#drawn.clear();
    this.#list.replaceChildren();
    this.#offers.replaceChildren();
  }
}

/** Leaves in place what is to stay, because the browser lays out anew whatever is moved. */
function arrange(list: HTMLElement, groups: readonly Element[]): void {
  for (const old of [...list.children]) {
    if (!groups.includes(old)) old.remove();
  }
  for (const [at, group] of groups.entries()) {
    const there = list.children[at] ?? null;
    if (there !== group) list.insertBefore(group, there);
  }
}

export function hrefOf(path: string): string {
  return `${base}${path}`;
}

function foundGroup({ kind, found, hits, isFolded }: Group, terms: ReadonlySet<string>): HTMLElement {
  const [one, many] = kindNames[kind];
  const options = hits.map((hit) => hitOption(hit, terms));
  if (!isFolded) return group(found === 1 ? one : many, options);
  options.push(unfoldOption(kind, `${found - hits.length} more ${many.toLowerCase()}`));
  return group(many, options, shareInWords(hits.length, found));
}

function group(name: string, options: HTMLElement[], share?: string): HTMLElement {
  const id = `kind-${name.toLowerCase()}`;
  const label = element("p", "kind", name);
  label.id = id;
  label.role = "presentation";
  const list = element("div", "hits", ...options);
  list.role = "presentation";
  if (share !== undefined) list.append(element("p", "label", share));
  const whole = element("div", "gutter", label, list);
  whole.role = "group";
  whole.setAttribute("aria-labelledby", id);
  return whole;
}

function hitOption({ entry, also }: Hit, terms: ReadonlySet<string>): HTMLElement {
  const title = element("span", "title", ...highlighted(entry.title, terms));
  const found = element("span", "also", ...highlighted(also.join(" · "), terms));
  const isSummed = entry.kind !== "release" && entry.kind !== "commit";
  const summary = element("span", "muted", ...highlighted(entry.summary ?? "", terms));
  return option(entry.path, [
    title,
    " ",
    ...detailsOf(entry).flatMap(detail),
    also.length > 0 ? found : "",
    isSummed ? summary : "",
  ]);
}

/** One option for each page that a hash or an address leads to. */
function rowOptions({ key, leads }: ShardRow): HTMLElement[] {
  return leads.map(({ as, path, title, releases = [] }) => {
    const isHash = /^[0-9a-f]{40}$/.test(key);
    const name = element("span", "label", isHash ? element("code", "", key.slice(0, 12)) : "", ` ${as} `);
    return option(path, [
      name,
      element("span", "title", title),
      " ",
      ...releaseDetails(releases).flatMap(detail),
    ]);
  });
}

function option(path: string, content: (Node | string)[]): HTMLElement {
  const link = element("a", "hit", ...content);
  link.setAttribute("href", hrefOf(path));
  link.role = "option";
  link.ariaSelected = "false";
  return link;
}

/** Shows the rest of a kind. */
function unfoldOption(kind: string, text: string): HTMLElement {
  const more = element("span", "hit more", text);
  more.role = "option";
  more.ariaSelected = "false";
  more.dataset["unfold"] = kind;
  return more;
}

function detail({ as, text, day }: Detail): Node[] {
  const space = document.createTextNode(" ");
  if (as === "release") return [element("span", "meta", element("b", "", text), ` ${day}`), space];
  if (as === "hash") return [element("code", "meta", text), space];
  const className = { day: "meta", word: "meta", tag: "tag", state: `state ${text.replace(" ", "-")}` }[as];
  return [element("span", className, text), space];
}

function highlighted(text: string, terms: ReadonlySet<string>): (Node | string)[] {
  return marked(text, terms).map((piece) => (piece.isMatch ? element("mark", "", piece.text) : piece.text));
}

/** Where to go on with what is not known here. */
function offersFor(answer: Answer): HTMLElement[] {
  const offers = answer.notes.map((note) => element("p", "", note));
  const place = elsewhere(answer);
  if (!place) return offers;
  const look = link(place.url, `Look for it at ${place.host}`);
  return [...offers, element("p", "", look, ", or see ", link(hrefOf("/about/#add"), "how to add it"), ".")];
}

function link(href: string, text: string): HTMLElement {
  const anchor = element("a", "", text);
  anchor.setAttribute("href", href);
  return anchor;
}

function element(name: string, className: string, ...content: (Node | string)[]): HTMLElement {
  const made = document.createElement(name);
  if (className !== "") made.className = className;
  made.append(...content);
  return made;
}
