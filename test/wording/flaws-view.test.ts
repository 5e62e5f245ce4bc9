import { expect, test } from "vitest";
import { flawsOfChange } from "../../src/model/flaws.ts";
import { flawsView } from "../../src/site/flaws-view.ts";
import { known } from "../known-content.ts";

function viewOf(slug: string) {
  const entry = known.change(slug);
  const view = entry && flawsView(flawsOfChange(entry, known), "change", "linux", known);
  if (!view) throw new Error(slug);
  return view;
}

test("a series is folded where its support has ended, and where the source of support lists younger ones alone", () => {
  const { branches, ended } = viewOf("userns-340-mappings");
  expect(branches.map(({ name }) => name)).toEqual(["Mainline"]);
  expect(ended.map(({ name, ended: day }) => [name, day])).toEqual([
    ["4.19.y", "2024-12-05"],
    ["4.18.y", undefined],
  ]);
});

test("a series that is supported, or not ended by the day of the source, is not folded", () => {
  expect(viewOf("mm-user-ns-owner").branches.map(({ name }) => name)).toEqual([
    "Mainline",
    "6.18.y",
    "6.12.y",
    "6.6.y",
    "6.1.y",
    "5.15.y",
    "5.10.y",
  ]);
});
