import { expect, inject, test } from "vitest";
import { promisedIn } from "../../src/model/promises.ts";
import { known } from "../known-content.ts";
import { missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";
const talk = known.corpus.documents.find(({ kind }) => kind === "talk");
const sections = talk ? promisedIn(talk, known) : [];

test("the whole talk is one table to read without JavaScript, on a phone", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const options = { javaScriptEnabled: false, viewport: { width: 390, height: 800 } };
  await on(`${root}/promised/`, options, async (page) => {
    expect(await page.locator("main h2").allTextContents()).toEqual(sections.map(({ heading }) => heading));
    const rows = page.locator("main tbody tr:has(th)");
    const items = sections.flatMap((section) => section.items);
    expect(await rows.count()).toBe(items.length);
    for (const [at, { label, entry, outcomes }] of items.entries()) {
      const row = rows.nth(at);
      expect(await row.locator("th a").textContent()).toBe(label);
      expect(await row.locator("th a").getAttribute("href")).toContain(`/changes/${entry.record.slug}/`);
      const told = ((await row.textContent()) ?? "").replace(/\s+/g, " ");
      const [outcome] = outcomes;
      if (!outcome) expect(told).toMatch(/not (?:found|merged), checked on \d{4}-\d\d-\d\d/);
      for (const release of outcome?.entry.since.first.releases ?? []) expect(told).toContain(release);
    }
  });
});

test.for(["/", "/documents/namespaces-and-capabilities-2018/"])("%s leads to it", async (path, context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}${path}`, { javaScriptEnabled: false }, async (page) => {
    await page.getByRole("link", { name: "Promised and happened" }).click();
    expect(await page.locator("h1").textContent()).toBe("Promised and happened");
  });
});
