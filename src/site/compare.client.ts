/** On /compare/: what differs between two kernels that were chosen. The address holds the choice. */
import { compareReleases } from "../domain/release.ts";
import type { Choice, KernelAnswers, SubjectRow } from "../model/kernels/answer-table.ts";
import { type DifferenceKind, differenceOf, removalInWords } from "../model/kernels/difference.ts";
import { element, mark, startWithAnswers, subjectLink, verdict } from "./kernel-file.client.ts";

startWithAnswers("#compare", "#compared", start);

function start(chosen: HTMLFormElement, at: Element, answers: KernelAnswers): void {
  const [from, to] = chosen.querySelectorAll("select");
  const output = chosen.querySelector("output");
  if (!from || !to || !output) return;
  for (const select of [from, to]) select.append(...options(answers.choices));
  const show = () => {
    const [before, after] = [answers.find(from.value), answers.find(to.value)];
    at.replaceChildren(...(before && after ? compared(before, after, answers, output) : []));
  };
  const readAddress = () => {
    const query = new URLSearchParams(location.search);
    const [first, second] = [query.get("from"), query.get("to")];
    from.value = answers.find(first ?? "")?.value ?? "";
    to.value = answers.find(second ?? "")?.value ?? "";
    output.textContent = [first, second].some((each) => each && !answers.find(each))
      ? "A kernel in the address is not known here; choose one."
      : "";
    show();
  };
  chosen.addEventListener("change", () => {
    // Who opens the address later begins here, not above the table of pairs.
    history.replaceState(null, "", `?from=${from.value}&to=${to.value}#any`);
    output.textContent = "";
    show();
  });
  chosen.addEventListener("submit", (event) => event.preventDefault());
  addEventListener("popstate", readAddress);
  readAddress();
}

function options(choices: readonly Choice[]): HTMLElement[] {
  const groups = Map.groupBy(choices, ({ group }) => group);
  return [
    element("option", { value: "" }, "choose"),
    ...[...groups].map(([label, own]) =>
      element("optgroup", { label }, ...own.map(({ value, title }) => element("option", { value }, title))),
    ),
  ];
}

interface Row {
  subject: SubjectRow;
  before: string;
  after: string;
}

const titles: [DifferenceKind, string][] = [
  ["completed", "Completed"],
  ["went", "Removed"],
  ["changedDefault", "Changed default"],
];

function compared(before: Choice, after: Choice, answers: KernelAnswers, output: HTMLElement): Node[] {
  const [first, second] = [before.letters(), after.letters()];
  const found = new Map<DifferenceKind, Row[]>();
  for (const [at, subject] of answers.subjects.entries()) {
    const row = { subject, before: first[at] ?? "u", after: second[at] ?? "u" };
    const kind = differenceOf(answers.answer(row.before), answers.answer(row.after), subject.removes);
    if (kind !== null) found.set(kind, [...(found.get(kind) ?? []), row]);
  }
  const count = (kind: DifferenceKind) => found.get(kind)?.length ?? 0;
  output.textContent = `${count("came")} added, ${count("completed")} completed, ${count("went")} removed, ${count("changedDefault")} with a changed default; ${count("untold")} undecided`;
  return [
    element("h3", {}, `${before.title} to ${after.title}`),
    ...byRelease(found.get("came") ?? []),
    ...titles.flatMap(([kind, title]) => {
      const rows = found.get(kind) ?? [];
      return rows.length === 0 ? [] : [element("h3", {}, title), list(rows, answers)];
    }),
  ];
}

function byRelease(rows: readonly Row[]): HTMLElement[] {
  const groups = [...Map.groupBy(rows, ({ subject }) => subject.since ?? "")];
  groups.sort(([a], [b]) => compareReleases(b || "v0.0", a || "v0.0"));
  return groups.map(([release, own]) =>
    element(
      "section",
      { className: "gutter" },
      element("h4", {}, release === "" ? "No release of its own" : release),
      element(
        "ul",
        { className: "plain" },
        ...own.map(({ subject }) => element("li", {}, subjectLink(subject), " ", mark(subject))),
      ),
    ),
  );
}

function list(rows: readonly Row[], { answer, words }: KernelAnswers): HTMLElement {
  const said = (letter: string, { removes }: SubjectRow) =>
    verdict(answer(letter), (removes && removalInWords(answer(letter))) || words(letter));
  return element(
    "ul",
    { className: "plain" },
    ...rows.map(({ subject, before, after }) =>
      element("li", {}, subjectLink(subject), " ", said(before, subject), " → ", said(after, subject)),
    ),
  );
}
