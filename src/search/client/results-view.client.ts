/** Draws an answer. Texts are inserted as text nodes: nothing that is found or typed becomes markup. */
import type { Detail } from "../engine/describe-answer.ts";
import type { Drawn, DrawnGroup, DrawnHit } from "../engine/draw-answer.ts";
import type { NoMatch } from "../engine/no-match.ts";
import type { Piece } from "../query/words.ts";

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
    const before = this.#drawn;
    this.#drawn = new Map();
    for (const each of answer.groups) {
      const key = JSON.stringify(each);
      this.#drawn.set(key, before.get(key) ?? group(each));
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

function group({ heading, hits, share, more }: DrawnGroup): HTMLElement {
  const id = `kind-${heading.toLowerCase().replaceAll(" ", "-")}`;
  const label = element("p", "kind", heading);
  label.id = id;
  label.role = "presentation";
  const list = element("div", "hits", ...hits.map(hitOption));
  list.role = "presentation";
  if (more) list.append(unfoldOption(more.kind, more.text));
  if (share !== undefined) list.append(element("p", "label", share));
  const whole = element("div", "gutter", label, list);
  whole.role = "group";
  whole.setAttribute("aria-labelledby", id);
  return whole;
}

function hitOption({ path, label, title, details, also, summary, lines, own }: DrawnHit): HTMLElement {
  const name = element("span", "title", ...pieces(title));
  if (own) name.dataset["own"] = own;
  return option(path, [
    label ? element("span", "label", label.hash && element("code", "", label.hash), ` ${label.as} `) : "",
    name,
    " ",
    ...details.flatMap(detail),
    also.length > 0 ? element("span", "also", ...pieces(also)) : "",
    summary.length + lines > 0 ? element("span", `muted lines-${lines}`, ...pieces(summary)) : "",
  ]);
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

function pieces(text: readonly Piece[]): (Node | string)[] {
  return text.map((piece) => (piece.isMatch ? element("mark", "", piece.text) : piece.text));
}

/** The notes on the query, what has a similar name, the topics, and where to look up what is not known here. */
function offersFor({ notes, external, near }: Drawn): HTMLElement[] {
  const outside = external && link(external.url, `Look it up at ${external.host}`);
  const add = link(hrefOf("/about/#add"), "how to add it");
  const list = (name: string, offers: NoMatch["topics"]) =>
    offers.length === 0
      ? []
      : [
          element(
            "p",
            "",
            name,
            ...offers.flatMap(({ path, title }, at) => [at === 0 ? " " : ", ", link(hrefOf(path), title)]),
            ".",
          ),
        ];
  return [
    ...notes.map((note) => element("p", "", note)),
    ...(outside ? [element("p", "", outside, ", or see ", add, ".")] : []),
    ...list("Similar names:", near?.similar ?? []),
    ...list("Topics:", near?.topics ?? []),
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
