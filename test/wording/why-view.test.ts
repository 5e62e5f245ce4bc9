import { expect, test } from "vitest";
import { interfaceEntries } from "../../src/model/interface-entries.ts";
import { whyOfInterface } from "../../src/model/why.ts";
import { whyView } from "../../src/site/why-view.ts";
import { known } from "../known-content.ts";

const views = interfaceEntries(known).map((entry) => ({
  name: entry.name,
  view: whyView(whyOfInterface(entry, known), known, { headers: entry.answer.observations }),
}));

test("each header history that is named shows something", () => {
  const shown = views.flatMap(({ name, view }) => view.headers.map(({ shows }) => [name, shows]));
  expect(shown.length).toBeGreaterThan(500);
  expect(shown.filter(([, shows]) => shows === "")).toEqual([]);
  expect(
    shown.some(([, shows]) => /^for the kernel or one architecture alone in v\d/.test(shows ?? "")),
  ).toBe(true);
});

test("a reader learns why there is no release, or what names it", () => {
  const silent = views.filter(
    ({ view: { proof, headers, sources, missing } }) =>
      (proof !== undefined || headers.length + sources.length > 0) === (missing !== undefined),
  );
  expect(silent.map(({ name }) => name)).toEqual([]);
});
