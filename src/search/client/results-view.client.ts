/** Draws an answer. Texts are inserted as text nodes: nothing that is found or typed becomes markup. */
import { isWholeHash, shortHash } from "../../domain/hash.ts";
import {
  type Detail,
  detailsOf,
  kindNames,
  partsHeading,
  releaseDetails,
  shareShown,
} from "../engine/describe-answer.ts";
import type { Group, Hit } from "../engine/groups.ts";
import type { ShardRow } from "../lookup/lookup.ts";
import { highlight } from "../query/words.ts";
import type { Drawn } from "./worker.client.ts";

/** The site's base path, without a trailing slash. */
const base = import.meta.env.BASE_URL.replace(/\/$/, "");

/**
 * The results on the page. Groups that are the same as before are kept: while a word is completed that is most
 * of them, and laying them out again would take longer than the search.
 */
export class ResultsView {
  readonly #list: HTMLElement;
  readonly #offers: HTMLElement;
  /** By everything that a group shows. */
  #drawn = new Map<string, HTMLElement>();

  /**
   * @param list the listbox
   * @param offers the notes and links above it
   */
  constructor(list: HTMLElement, offers: HTMLElement) {
    this.#list = list;
    this.#offers = offers;
  }

  show(answer: Drawn): void {
    const terms = new Set(answer.terms);
    const rows = answer.look?.rows ?? [];
    const before = this.#drawn;
    this.#drawn = new Map();
    const keep = (shown: unknown, draw: () => HTMLElement) => {
      const key = JSON.stringify(shown);
      this.#drawn.set(key, before.get(key) ?? draw());
    };
    if (rows.length > 0) keep(rows, () => group("Reference", rows.flatMap(rowOptions)));
    for (const each of answer.groups) keep([each, answer.terms], () => foundGroup(each, terms));
    for (const each of answer.absent?.parts ?? []) {
      const heading = partsHeading(each.kind, answer.match);
      keep([heading, each, answer.terms], () => foundGroup(each, terms, heading));
    }
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

/** Moves no group that stays, because the browser lays out again what is moved. */
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

function foundGroup(
  { kind, found, hits, isFolded }: Group,
  terms: ReadonlySet<string>,
  heading?: string,
): HTMLElement {
  const [one, many] = kindNames[kind];
  const options = hits.map((hit) => hitOption(hit, terms));
  if (!isFolded) return group(heading ?? (found === 1 ? one : many), options);
  options.push(unfoldOption(kind, `${found - hits.length} more ${many.toLowerCase()}`));
  return group(heading ?? many, options, shareShown(hits.length, found));
}

function group(name: string, options: HTMLElement[], share?: string): HTMLElement {
  const id = `kind-${name.toLowerCase().replaceAll(" ", "-")}`;
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

/** An option for each page that a hash or an address leads to. */
function rowOptions({ key, leads }: ShardRow): HTMLElement[] {
  return leads.map(({ as, path, title, ...summary }) => {
    const isHash = isWholeHash(key);
    const name = element("span", "label", isHash ? element("code", "", shortHash(key)) : "", ` ${as} `);
    return option(path, [
      name,
      element("span", "title", title),
      " ",
      ...releaseDetails(summary).flatMap(detail),
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

/** The option that unfolds a kind. */
function unfoldOption(kind: string, text: string): HTMLElement {
  const more = element("span", "hit more", text);
  more.role = "option";
  more.ariaSelected = "false";
  more.dataset["unfold"] = kind;
  return more;
}

function detail({ as, text, day, mark = "" }: Detail): Node[] {
  const space = document.createTextNode(" ");
  if (as === "release") return [element("span", "meta", element("b", "", text), ` ${day}`), space];
  if (as === "hash") return [element("code", "meta", text), space];
  // The marks are those of State.astro and Origin.astro.
  const className = {
    day: "meta",
    word: "meta",
    tag: "tag",
    state: `state ${mark}`,
    evidence: `origin ${mark}`,
  }[as];
  return [element("span", className, text), space];
}

function highlighted(text: string, terms: ReadonlySet<string>): (Node | string)[] {
  return highlight(text, terms).map((piece) =>
    piece.isMatch ? element("mark", "", piece.text) : piece.text,
  );
}

/** The notes on the query, and where to look up what is not known here. */
function offersFor(answer: Drawn): HTMLElement[] {
  const offers = answer.notes.map((note) => element("p", "", note));
  const { external } = answer;
  if (!external) return offers;
  const outside = link(external.url, `Look it up at ${external.host}`);
  return [
    ...offers,
    element("p", "", outside, ", or see ", link(hrefOf("/about/#add"), "how to add it"), "."),
  ];
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
