import { inject, test } from "vitest";
import { missing, on } from "../open-page.ts";
import { tasks } from "./tasks.ts";
import { Visitor } from "./visitor.ts";

const root = inject("sites")[0]?.origin ?? "";

test.concurrent.for(tasks)("$question At most $most actions", async ({ most, solve }, context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/`, { viewport: { width: 1280, height: 900 } }, async (page) => {
    const visitor = new Visitor({
      open: async (address) => void (await page.goto(address)),
      click: (selector) => page.locator(selector).filter({ visible: true }).first().click(),
      typeAndEnter: async (text) => {
        await page.keyboard.type(text);
        await page.keyboard.press("Enter");
      },
      evaluate: (run, given) => page.evaluate(run as never, given),
    });
    await solve(visitor);
    context.expect(visitor.actions).toBeLessThanOrEqual(most);
    context.expect(visitor.actions).toBeGreaterThan(0);
  });
});
