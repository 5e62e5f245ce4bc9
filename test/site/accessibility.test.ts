import axe from "axe-core";
import { describe, expect, inject, test } from "vitest";
import { layOutWhole, missing, on } from "./open-page.ts";
import { pageTypes } from "./page-types.ts";

const root = inject("sites")[0]?.origin ?? "";

describe.concurrent.each(["light", "dark"] as const)("in the %s theme", (colorScheme) => {
  test.concurrent.for(pageTypes)("%s: axe finds nothing", async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, { colorScheme, bypassCSP: true }, async (page) => {
      await layOutWhole(page);
      await page.addScriptTag({ content: axe.source });
      const found = await page.evaluate(async () => {
        const { violations } = await (window as unknown as { axe: typeof axe }).axe.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        return violations.map(
          ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`,
        );
      });
      expect(found).toEqual([]);
    });
  });
});
