// The same in Firefox, one page after the other: it has one tab.
import type axe from "axe-core";
import { afterAll, beforeAll, expect, inject, test } from "vitest";
import { axeSource, axeViolations, dropRepeats } from "../open-page.ts";
import { pageTypes } from "../page-types.ts";
import { Firefox, whyNoFirefox } from "./firefox.ts";
import { tasks } from "./tasks.ts";
import { Visitor } from "./visitor.ts";

const root = inject("sites")[0]?.origin ?? "";
const missing = whyNoFirefox();
let firefox: Firefox;

beforeAll(async () => {
  if (missing === null) firefox = await Firefox.start();
});
afterAll(async () => {
  if (missing === null) await firefox.stop();
});

test.for(tasks)("$question At most $most actions", async ({ most, solve }, context) => {
  context.skip(missing !== null, missing ?? "");
  await firefox.open(`${root}/`);
  const visitor = new Visitor(firefox);
  await solve(visitor);
  expect(visitor.actions).toBeLessThanOrEqual(most);
  expect(visitor.actions).toBeGreaterThan(0);
});

/** Each has what the others have not: a drawing, folds, a wide table, forms, a list that a script fills. */
const forAxe = [
  "/",
  "/timeline/",
  "/changes/namespaced-file-capabilities/",
  "/topics/net/kernels/",
  "/kernels/el9/",
  "/needs/",
  "/search/",
];

test.for(pageTypes)(
  "%s: no error, nothing wider than the window, nothing for axe on some",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    firefox.takeErrors();
    await firefox.open(`${root}${path}`);
    const overflow = () => (document.scrollingElement?.scrollWidth ?? 0) - innerWidth;
    expect(await firefox.evaluate(overflow)).toBeLessThanOrEqual(0);
    // Of what is in the page axe says the same in each browser, and in Chromium it sees every page.
    if (forAxe.includes(path)) {
      await firefox.evaluate(dropRepeats);
      await firefox.run(axeSource);
      const options: axe.RunOptions = { resultTypes: ["violations"] };
      expect(await firefox.evaluate(axeViolations, options)).toEqual([]);
    }
    expect(firefox.takeErrors()).toEqual([]);
  },
);
