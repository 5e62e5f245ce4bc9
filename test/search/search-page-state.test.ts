import { expect, test } from "vitest";
import { SearchPageState } from "../../src/search/client/search-page-state.ts";
import type { Drawn } from "../../src/search/engine/draw-answer.ts";

const answer = (text: string): Drawn => ({
  ...{ text, notes: [], groups: [], summary: "" },
});

function typed(text: string): SearchPageState {
  const state = new SearchPageState(false);
  state.type(text);
  return state;
}

test("one question is with the worker at a time, and what was typed meanwhile makes its reply stale", () => {
  const state = typed("mou");
  const question = state.ask();
  expect(question).toEqual({ text: "mou", unfolded: [], texts: "later" });
  state.type("mount");
  expect(state.ask()).toBeUndefined();
  expect(state.receive({ text: "mou", unfolded: [], texts: "later" })).toBe(false);
  expect(state.ask()).toEqual({ text: "mount", unfolded: [], texts: "later" });
  expect(state.receive({ text: "mount", unfolded: [], texts: "later" })).toBe(true);
});

test("an unfolded kind is asked for until something else is typed", () => {
  const state = typed("mount");
  state.unfold("change");
  expect(state.ask()).toEqual({ text: "mount", unfolded: ["change"], texts: "later" });
  expect(state.receive({ text: "mount", unfolded: [], texts: "later" })).toBe(false);
  state.type("mounts");
  expect(state.ask()).toEqual({ text: "mounts", unfolded: [], texts: "later" });
});

test("Enter opens the only page once, pushes one address, and shows the answer again if it fits", () => {
  const state = typed("8db6");
  expect([state.takeOpensOnlyLead(), state.takePush()]).toEqual([false, false]);
  const shown = answer("8db6");
  state.show(shown);
  expect(state.submit()).toBe(shown);
  expect([state.takeOpensOnlyLead(), state.takeOpensOnlyLead()]).toEqual([true, false]);
  expect([state.takePush(), state.takePush()]).toEqual([true, false]);
  state.type("8db6c");
  expect(state.submit()).toBeUndefined();
  state.type("8db6c3");
  expect(state.takeOpensOnlyLead()).toBe(false);
});

test("a reader who comes from another page's field is taken to the only page, unless they type first", () => {
  const state = new SearchPageState(true);
  state.restore(" 8db6 ", false);
  expect(state.query).toBe("8db6");
  expect(state.takeOpensOnlyLead()).toBe(true);
  const other = new SearchPageState(true);
  other.type("8db6");
  expect(other.takeOpensOnlyLead()).toBe(false);
});

test("a query of the address is answered by names, unless the reader asks for texts or had them before", () => {
  const state = new SearchPageState(false);
  state.restore("mount", false);
  expect(state.ask()?.texts).toBe("asked");
  state.searchTexts();
  expect(state.receive({ text: "mount", unfolded: [], texts: "asked" })).toBe(false);
  expect(state.ask()?.texts).toBe("now");
  const back = new SearchPageState(false);
  back.restore("mount", true);
  expect(back.ask()?.texts).toBe("now");
});
