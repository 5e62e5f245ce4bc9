/** Draws an answer. Texts are inserted as text nodes: nothing that is found or typed becomes markup. */
import type { Detail } from "../engine/describe-answer.ts";
import type { Drawn, DrawnGroup, DrawnHit } from "../engine/draw-answer.ts";
import type { NoMatch } from "../engine/no-match.ts";
import type { Piece } from "../query/words.ts";

/** The site's base path, without a trailing slash. */
const base = import.meta.env.BASE_URL.replace(/\/$/, "");

/**
 * The results on the page. What is the same as before is kept: while a word is completed that is most of it, laying it
 * out again would take longer than the search, and a click would be lost whose element is gone before the button is
 * released.
 */
export class ResultsView {
  readonly #list: HTMLElement;
  readonly #offers: HTMLElement;

  /**
   * @param list the listbox
   * @param offers the notes and links above it
   */
  constructor(list: HTMLElement, offers: HTMLElement) {
    this.#list = list;
    this.#offers = offers;
  }

  show(answer: Drawn): void {
    const groups = element("div", "", ...answer.groups.map(group));
    for (const [at, option] of groups.querySelectorAll("[role=option]").entries()) option.id = `hit-${at}`;
    update(this.#list, groups);
    update(this.#offers, element("div", "", ...offersFor(answer)));
  }

  clear(): void {
    this.#list.replaceChildren();
    this.#offers.replaceChildren();
  }
}

/** Gives an element the content of another one. Of what it has, elements whose tags are the same stay. */
function update(old: Node, made: Node): void {
  const wanted = [...made.childNodes];
  for (const [at, node] of wanted.entries()) {
    const there = old.childNodes[at];
    if (!there) old.appendChild(node);
    else if (there.isEqualNode(node)) continue;
    else if (there.cloneNode().isEqualNode(node.cloneNode())) update(there, node);
    else there.replaceWith(node);
  }
  while (old.childNodes.length > wanted.length) old.lastChild?.remove();
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
