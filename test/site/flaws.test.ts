import { expect, inject, test } from "vitest";
import { flawsOfChange, MAINLINE } from "../../src/model/flaws.ts";
import { known } from "../known-content.ts";
import { missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";
const flawed = known.changes
  .map((entry) => ({ slug: entry.record.slug, ...flawsOfChange(entry, known) }))
  .filter(({ flaws }) => flaws.length > 0);

test.for(flawed)(
  "$slug tells each flaw, and each line of releases with its date or what is open",
  async (change, context) => {
    context.skip(missing !== null, missing ?? "");
    const options = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };
    await on(`${root}/changes/${change.slug}/`, options, async (page) => {
      const section = page.locator("section:has(> h2#flaws)");
      for (const { cve, ranges } of change.flaws) {
        const row = section.locator("tr", { has: page.locator(`#${cve.toLowerCase()}`) });
        const told = await row.textContent();
        for (const { fixed } of ranges)
          expect(told).toContain(fixed ? fixed.sha.slice(0, 12) : "not fixed after");
      }
      const rows = await section.locator(".safe tr").allTextContents();
      expect(rows).toHaveLength(change.branches.length);
      for (const [at, { name, safeSince, open }] of change.branches.entries()) {
        const text = (rows[at] ?? "").replace(/\s+/g, " ");
        expect(text).toContain(name === MAINLINE ? "Mainline" : `${name.slice(1)}.y`);
        expect(text).toContain(safeSince ?? `no fix known for ${open[0]}`);
        if (safeSince) expect(text).toMatch(/\d [A-Z][a-z]{2} \d{4}/);
      }
      expect(await section.locator("p.meta").textContent()).toContain("As of 21 Aug 2026");
    });
  },
);

test("there are such changes, and what is folded on the screen is printed", async (context) => {
  expect(flawed.length).toBeGreaterThan(10);
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/commits/82cae269cfa953032fbb8980a7d554d60fb00b17/`, {}, async (page) => {
    const last = page.locator("#flaws ~ details").first().locator("tr").last().locator("td").last();
    expect(await last.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await last.isVisible()).toBe(true);
  });
});

test("a CVE id that is typed in leads to its change", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/search/?q=CVE-2021-46923`, {}, async (page) => {
    await page.locator('main a[href$="/changes/mount-setattr/"]').first().waitFor();
  });
});
