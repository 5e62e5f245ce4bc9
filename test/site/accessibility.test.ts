import { expect, inject, test } from "vitest";
import { axeFindings, missing, on } from "./open-page.ts";
import { pageTypes } from "./page-types.ts";

const root = inject("sites")[0]?.origin ?? "";

test.concurrent.for(pageTypes)("%s: axe finds nothing, light or dark", async (path, context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}${path}`, { bypassCSP: true }, async (page) => {
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("the check sees faint text, in the theme that has it", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/about/`, { bypassCSP: true }, async (page) => {
    await page.addStyleTag({ content: "@media (prefers-color-scheme: dark) { main p { color: #555 } }" });
    expect(await axeFindings(page)).toEqual([expect.stringMatching(/^dark: color-contrast: /)]);
  });
});
