import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { flawsOfChange, MAINLINE } from "../../src/model/flaws.ts";
import { known } from "../known-content.ts";
import { missing, on } from "./open-page.ts";

const [site] = inject("sites");
const root = site?.origin ?? "";
const flawed = known.changes
  .map((entry) => ({ slug: entry.record.slug, ...flawsOfChange(entry, known) }))
  .filter(({ flaws }) => flaws.length > 0);

interface FlawsSection {
  /** The text of the row of each CVE id. */
  told: Record<string, string>;
  /** The text of each line of releases. */
  lines: string[];
  meta: string;
}

/** The section of flaws of a change, as the browser reads the page's file without running it. */
async function sectionOf(page: Page, slug: string): Promise<FlawsSection> {
  const html = readFileSync(join(site?.folder ?? "", "changes", slug, "index.html"), "utf8");
  return page.evaluate((text) => {
    const read = new DOMParser().parseFromString(text, "text/html");
    const section = read.querySelector("section:has(> h2#flaws)");
    if (!section) throw new Error("no section of flaws");
    const textOf = (element: Element | undefined) => element?.textContent.trim().replace(/\s+/g, " ") ?? "";
    const rows = [...section.querySelectorAll("tr:has([id^=cve-])")];
    return {
      told: Object.fromEntries(rows.map((row) => [row.querySelector("[id^=cve-]")?.id ?? "", textOf(row)])),
      lines: [...section.querySelectorAll(".safe tr:has(th[scope=row])")].map(textOf),
      meta: textOf([...section.querySelectorAll("p.meta")].at(-1)),
    };
  }, html);
}

test.for(flawed)(
  "$slug tells each flaw, and each line of releases with its date or what is open",
  async (change, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(null, {}, async (page) => {
      const { told, lines, meta } = await sectionOf(page, change.slug);
      for (const { cve, ranges } of change.flaws) {
        for (const { introduced, fixed } of ranges)
          expect(told[cve.toLowerCase()]).toContain(
            fixed ? fixed.sha.slice(0, 12) : introduced ? "not fixed after" : "no fix known",
          );
      }
      const others = change.branches.length > 0 ? 1 : 0;
      expect(lines).toHaveLength(change.branches.length + others);
      const undated = change.further.filter(({ release }) => release === undefined).map(({ sha }) => sha);
      for (const { name, safeSince, open } of change.branches) {
        const line = name === MAINLINE ? "Mainline" : `${name.slice(1)}.y`;
        const text = lines.find((each) => each.startsWith(`${line} `)) ?? "";
        const first = open[0] ?? "";
        const said = undated.includes(first)
          ? `release of the fix ${first.slice(0, 12)}`
          : "no fix known for";
        expect(text).toContain(safeSince ?? said);
        if (safeSince) expect(text).toMatch(/\d{4}-\d\d-\d\d/);
      }
      expect(meta).toMatch(/(As of|Revision) [0-9]|By [A-Z]/);
    });
  },
);

test("there are such changes, and what is folded on the screen is folded on paper", async (context) => {
  expect(flawed.length).toBeGreaterThan(10);
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/commits/82cae269cfa953032fbb8980a7d554d60fb00b17/`, {}, async (page) => {
    const published = page.locator("#flaws ~ details", { hasText: "published flaw" }).first();
    const last = published.locator("tr").last().locator("td").last();
    expect(await last.isVisible()).toBe(false);
    await page.emulateMedia({ media: "print" });
    expect(await last.isVisible()).toBe(false);
    await published.locator("summary").click();
    expect(await last.isVisible()).toBe(true);
  });
});

test("a CVE id that is typed in leads to its change", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/search/?q=CVE-2021-46923`, {}, async (page) => {
    await page.locator('main a[href$="/changes/mount-setattr/"]').first().waitFor();
  });
});

test("a change that fixes a flaw says so, and is found by its number", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/changes/userns-chroot/`, { javaScriptEnabled: false }, async (page) => {
    const answer = page.locator("section.answer");
    expect(await answer.locator("#fixes-cve-2013-1956").textContent()).toContain("CVE-2013-1956");
    expect((await answer.textContent())?.replace(/\s+/g, " ")).toContain("no stable tree was read");
  });
  await on(`${root}/search/?q=CVE-2013-1956`, {}, async (page) => {
    await page.locator('main a[href$="/changes/userns-chroot/"]').first().waitFor();
  });
});

test("a commit that brings much else keeps its flaws on its own page", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const sha = "82cae269cfa953032fbb8980a7d554d60fb00b17";
  await on(`${root}/changes/idmapped-more-filesystems/`, { javaScriptEnabled: false }, async (page) => {
    const section = page.locator("section:has(> h2#flaws)");
    expect(await section.locator(`a[href$="/commits/${sha}/"]`).count()).toBe(1);
    expect(await section.locator("#cve-2022-49553").count()).toBe(0);
  });
});
