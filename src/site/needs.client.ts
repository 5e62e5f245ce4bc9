/** On /needs/: the lowest kernel that has all of what was chosen. The address holds the choice. */
import type { KernelAnswers, SubjectRow } from "../model/kernels/answer-table.ts";
import { chooseRelease, isEnough, mainlineOffer, type Offer } from "../model/kernels/offer.ts";
import { element, mark, startWithAnswers, subjectLink, verdict } from "./kernel-file.client.ts";

const MOST_NAMES = 60;

startWithAnswers("#needs", "#needed", start);

function start(picked: HTMLFormElement, at: Element, answers: KernelAnswers): void {
  const input = picked.querySelector("input");
  const names = picked.querySelector("datalist");
  const output = picked.querySelector("output");
  if (!input || !names || !output) return;
  const { subjects } = answers;
  names.append(
    ...subjects.map(({ name, title }) => element("option", { value: name, ...(title && { label: title }) })),
  );
  let chosen: SubjectRow[] = [];
  const show = () => {
    at.replaceChildren(...(chosen.length > 0 ? needed(chosen, answers, drop) : []));
  };
  const change = (next: SubjectRow[]) => {
    chosen = next;
    const query = chosen.map(({ name }) => encodeURIComponent(name).replaceAll("%2F", "/")).join(",");
    history.replaceState(null, "", query === "" ? location.pathname : `?for=${query}`);
    show();
  };
  const drop = (subject: SubjectRow) => {
    change(chosen.filter((each) => each !== subject));
    output.textContent = `${subject.name} removed.`;
    input.focus();
  };
  const add = (text: string) => {
    const subject = find(text, subjects);
    if (!subject) {
      output.textContent = `"${text}" is not one of the known names.`;
      return;
    }
    input.value = "";
    output.textContent = "";
    if (!chosen.includes(subject)) change([...chosen, subject]);
  };
  const readAddress = () => {
    const given = (new URLSearchParams(location.search).get("for") ?? "").split(",").slice(0, MOST_NAMES);
    const texts = given.map((text) => text.trim()).filter((text) => text !== "");
    const unknown = texts.filter((text) => !find(text, subjects));
    chosen = [...new Set(texts.flatMap((text) => find(text, subjects) ?? []))];
    output.textContent = unknown.length > 0 ? `Unknown: ${unknown.join(", ")}.` : "";
    show();
  };
  picked.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = input.value.trim();
    if (text !== "") add(text);
  });
  // A name that was taken from the list of suggestions needs no further key.
  input.addEventListener("input", (event) => {
    const isTyped = event instanceof InputEvent && event.inputType !== "insertReplacementText";
    if (!isTyped && find(input.value, subjects)) add(input.value);
  });
  addEventListener("popstate", readAddress);
  readAddress();
}

function find(text: string, subjects: readonly SubjectRow[]): SubjectRow | undefined {
  const wanted = text.trim().toLowerCase();
  return (
    subjects.find(({ name }) => name === text.trim()) ??
    subjects.find(({ name }) => name.toLowerCase() === wanted) ??
    subjects.find(({ title }) => title?.toLowerCase() === wanted)
  );
}

function needed(
  chosen: readonly SubjectRow[],
  answers: KernelAnswers,
  drop: (subject: SubjectRow) => void,
): Node[] {
  const { release: lowest, until, tooLate } = mainlineOffer(chosen);
  const day = answers.releases.find(([release]) => release === lowest)?.[1];
  const decide = chosen.filter(({ needs }) => needs === lowest).map(({ name }) => name);
  const because = chosen.length > 1 ? `, because of ${decide.join(", ")}` : "";
  const end = until === null ? "" : `, up to the one before ${until}`;
  return [
    element(
      "p",
      { className: "lede" },
      tooLate !== null
        ? `No mainline release has all of it: in ${until} some of it was gone, before ${tooLate} brought the rest.`
        : lowest === null
          ? "No mainline release is known to have all of it."
          : `Mainline ${lowest}${day ? ` (${day})` : ""} is the lowest release that is known to have all of it${because}${end}.`,
    ),
    table(
      ["Name", "Mainline", "Choice"],
      chosen.map((subject) => [subjectLink(subject), mainline(subject), button(subject, drop)]),
    ),
    element("h2", {}, "Vendor kernels"),
    ...offers(chosen, answers),
  ];
}

/** The release that has all of it, and the one that removed it. Marked where that is the release it came with. */
function mainline(subject: SubjectRow): HTMLElement {
  const { needs, since, words, removedIn } = subject;
  return element(
    "span",
    {},
    words ?? needs ?? "not known",
    ...(needs !== null && needs === since ? [" ", mark(subject)] : []),
    removedIn === undefined ? "" : `, removed in ${removedIn}`,
  );
}

function button(subject: SubjectRow, drop: (subject: SubjectRow) => void): HTMLElement {
  const made = element("button", { type: "button", className: "copy" }, "remove");
  made.setAttribute("aria-label", `remove ${subject.name}`);
  made.addEventListener("click", () => drop(subject));
  return made;
}

const offerWords: Record<Exclude<Offer, "cannot-tell">, string> = {
  has: "has all",
  off: "has all, some off by default",
  lacks: "lacks",
};

function offers(chosen: readonly SubjectRow[], answers: KernelAnswers): Node[] {
  const places = chosen.map((subject) => answers.subjects.indexOf(subject));
  const each = answers.lines.map((line) => {
    const steps = answers.ofLine(line).map((letters) => places.map((at) => letters[at]));
    const found = chooseRelease(steps.map((step) => step.map(answers.answer)));
    return { line, letters: steps[found.at] ?? [], ...found };
  });
  const said = each.filter(({ letters }) =>
    letters.some((letter) => answers.answer(letter) !== "cannot-tell"),
  );
  const order: Offer[] = ["has", "off", "lacks", "cannot-tell"];
  said.sort((a, b) => order.indexOf(a.offer) - order.indexOf(b.offer));
  const rows = said.map(({ line, letters, at, offer, isFrom }) => {
    const from = isFrom && line.releases[at] !== undefined ? ` from ${line.releases[at]} on` : "";
    const short = letters.flatMap((letter, position) => {
      const words = isEnough(answers.answer(letter)) ? "" : answers.words(letter);
      return words === "" ? [] : [`${chosen[position]?.name}: ${words}`];
    });
    const link = element("a", { href: line.href }, line.title);
    const as = { has: "has", off: "off-by-default", lacks: "lacks", "cannot-tell": "cannot-tell" } as const;
    const words = offer === "cannot-tell" ? answers.words("c") : offerWords[offer];
    return [link, element("span", {}, verdict(as[offer], words), from), short.join("; ")];
  });
  const untold = each.filter((found) => !said.includes(found));
  const isMet = (letter: string | undefined) =>
    letter === answers.baseHas || isEnough(answers.answer(letter));
  const met = untold.filter(({ letters }) => letters.every(isMet));
  const rest = untold.length - met.length;
  return [
    ...(rows.length > 0 ? [table(["Line", "Answer", "Lacking or undecided"], rows)] : []),
    ...(met.length > 0
      ? [
          element("p", {}, "Cannot tell from the version, but the mainline release each began with has all:"),
          element(
            "ul",
            { className: "columns" },
            ...met.map(({ line }) => element("li", {}, element("a", { href: line.href }, line.title))),
          ),
        ]
      : []),
    ...(rest > 0
      ? [
          element(
            "p",
            { className: "muted" },
            `For ${rest} more lines nothing decides: probe the running kernel.`,
          ),
        ]
      : []),
  ];
}

function table(head: readonly string[], rows: readonly (readonly (Node | string)[])[]): HTMLElement {
  return element(
    "table",
    { className: "stack" },
    element("thead", {}, element("tr", {}, ...head.map((text) => element("th", { scope: "col" }, text)))),
    element(
      "tbody",
      {},
      ...rows.map(([first = "", ...cells]) =>
        element(
          "tr",
          {},
          element("th", { scope: "row" }, first),
          ...cells.map((cell) => element("td", {}, cell)),
        ),
      ),
    ),
  );
}
