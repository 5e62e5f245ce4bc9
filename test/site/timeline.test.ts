import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";
import { missing, on } from "./open-page.ts";

const [site] = inject("sites");
const root = site?.origin ?? "";
const html = readFileSync(join(site?.folder ?? "", "timeline/index.html"), "utf8");
const marks = [...html.matchAll(/<a href="([^"]+)" class="mark [^>]*>\s*<title>([^<]+)<\/title>/g)];

test("every mark of the picture is a link with a title, and stands in the list too", () => {
  expect(marks.length).toBeGreaterThan(25);
  const list = html.slice(html.indexOf('id="list"'));
  for (const [, address, title] of marks) {
    // A release has its day and its evidence beside it; a status the day it was checked; else it is unknown.
    expect(title).toMatch(
      / · .*(\(\d{4}-\d\d-\d\d\), (fact|(rewritten history and )?(derived )?claim, \d|rewritten history, \d|sources disagree)| as of \d{4}-|release unknown$)/,
    );
    expect(list).toContain(`href="${address}"`);
  }
});

test("a proposal that took years is joined to its release, and says both days", () => {
  const [, , title = ""] = marks.find(([, address]) => address === "/changes/time-namespaces/") ?? [];
  expect(title).toContain("proposed 2018-09-19");
  expect(title).toMatch(/v5\.\d \(2020-\d\d-\d\d\)/);
});

test("choosing a topic leaves its marks at the top and its list, and counts each change once", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/timeline/?tag=time`, { viewport: { width: 1440, height: 900 } }, async (page) => {
    const visible = (selector: string) => page.locator(`${selector}:visible`).count();
    expect(await visible("svg .mark")).toBe(await page.locator('svg .mark[data-tag~="time"]').count());
    const listed = await visible("li[data-tag]");
    expect(listed).toBe(await page.locator('li[data-tag~="time"]').count());
    expect(listed).toBeGreaterThan(0);
    expect(listed).toBeLessThan(await page.locator("li[data-tag]").count());
    expect(await page.locator("output").textContent()).toBe(listed === 1 ? "1 change" : `${listed} changes`);
    // Empty lanes go, rows close up.
    await expect.poll(() => visible("[data-lane]")).toBeLessThan(4);
    const tops = await page
      .locator("svg .mark:visible")
      .evaluateAll((all) => all.map((mark) => mark.getBoundingClientRect().top));
    expect(Math.min(...tops)).toBeLessThan(600);
    expect(Math.max(...tops)).toBeLessThan(900);
    await page.getByRole("button", { name: "Show all" }).click();
    await page.waitForFunction(() => location.search === "");
    await expect.poll(() => visible("[data-lane]")).toBeGreaterThan(9);
    expect(await visible("svg .mark")).toBe(marks.length);
  });
});

test("no letter of the picture is below 11 pixels; names of lanes and years stay in sight", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/timeline/`, {}, async (page) => {
    for (const width of [1440, 1024, 800]) {
      await page.setViewportSize({ width, height: 900 });
      const sizes = await page.locator(".timeline text:visible").evaluateAll((all) =>
        all.map((text) => {
          const svg = text.closest("svg");
          const scale = svg ? svg.getBoundingClientRect().width / svg.viewBox.baseVal.width : 0;
          return Number.parseFloat(getComputedStyle(text).fontSize) * scale;
        }),
      );
      expect(Math.min(...sizes), String(width)).toBeGreaterThanOrEqual(11);
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
    }
    await page.setViewportSize({ width: 1440, height: 500 });
    const lane = page.locator("[data-lane]", { hasText: "mnt" }).first();
    await lane.evaluate((node) => scrollTo(0, scrollY + node.getBoundingClientRect().top + 150));
    const { top } = await lane.locator(".name").evaluate((name) => name.getBoundingClientRect());
    expect(top).toBeGreaterThan(30);
    expect(top).toBeLessThan(80);
    await page.evaluate(() => scrollTo(0, 700));
    expect(await page.locator("svg.axis").evaluate((axis) => axis.getBoundingClientRect().top)).toBe(0);
  });
});

test("a mark shows how its release is known", () => {
  const shapes = new Set([...html.matchAll(/class="mark ([a-z-]+)"/g)].map(([, of]) => of));
  for (const of of ["fact", "quoted", "derived"]) expect(shapes).toContain(of);
});

test.for([
  ["/timeline/eras/", "v5"],
  ["/timeline/interfaces/", "syscall"],
])("the view %s has marks, and leads to the others", async ([path = "", named = ""], context) => {
  context.skip(missing !== null, missing ?? "");
  await on(root + path, { javaScriptEnabled: false }, async (page) => {
    expect(await page.locator("main").textContent()).toContain(named);
    expect(await page.locator(".mark").count()).toBeGreaterThan(100);
    await page.getByRole("link", { name: "Changes by topic" }).click();
    expect(await page.locator("h1").textContent()).toBe("Timeline");
  });
});

test("a phone gets the list instead of the picture, folded by year, without JavaScript too", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const phone = { viewport: { width: 390, height: 844 }, javaScriptEnabled: false };
  await on(`${root}/timeline/`, phone, async (page) => {
    expect(await page.locator("figure.timeline").isVisible()).toBe(false);
    expect(await page.locator("#list").isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollHeight)).toBeLessThan(5000);
    const folds = page.locator("details.year:not([open])");
    await folds.first().locator("summary").click();
    const isShown = (all: Element[]) => all.filter((each) => each.checkVisibility()).length;
    const shown = await page.locator("li[data-tag]").evaluateAll(isShown);
    await folds.evaluateAll((all) => {
      for (const each of all) each.setAttribute("open", "");
    });
    expect(await page.locator("li[data-tag]").evaluateAll(isShown)).toBeGreaterThan(
      Math.max(shown, marks.length),
    );
  });
});

test.for(["/timeline/", "/timeline/eras/", "/timeline/interfaces/", "/topics/user/"])(
  "nothing in the picture of %s is written over something else",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, { viewport: { width: 1440, height: 900 } }, async (page) => {
      const texts = page.locator("svg .mark text, .timeline .name");
      expect(await texts.count()).toBeGreaterThan(10);
      const overlaps = await texts.evaluateAll((all) => {
        const boxes = all.map((text) => ({ words: text.textContent, box: text.getBoundingClientRect() }));
        return boxes.flatMap((one, at) =>
          boxes
            .slice(at + 1)
            .filter(
              ({ box }) =>
                box.left < one.box.right - 1 &&
                one.box.left < box.right - 1 &&
                box.top < one.box.bottom - 3 &&
                one.box.top < box.bottom - 3,
            )
            .map((other) => `${one.words} / ${other.words}`),
        );
      });
      expect(overlaps).toEqual([]);
      const outside = await page.locator("svg .mark text").evaluateAll((all) =>
        all.flatMap((text) => {
          const { left, right } = text.getBoundingClientRect();
          const picture = text.closest("svg")?.getBoundingClientRect();
          return picture && left >= picture.left && right <= picture.right ? [] : text.textContent;
        }),
      );
      expect(outside).toEqual([]);
    });
  },
);

test("the timeline prints on one sheet, from its first line to its last lane", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/timeline/`, {}, async (page) => {
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper.match(/\/Type \/Page\b/g)).toHaveLength(1);
    await page.setViewportSize({ width: 1500, height: 1060 });
    await page.emulateMedia({ media: "print" });
    for (const of of ["h1", ".lane >> nth=0", ".lane >> nth=-1"])
      expect(await page.locator(of).isVisible()).toBe(true);
    expect(await page.locator("#list").isVisible()).toBe(false);
  });
});

test("the eras print on at most six sheets, each with its picture and without its list", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/timeline/eras/`, {}, async (page) => {
    const paper = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
    expect(paper.match(/\/Type \/Page\b/g)?.length).toBeLessThanOrEqual(6);
    await page.setViewportSize({ width: 1500, height: 1060 });
    await page.emulateMedia({ media: "print" });
    const eras = await page.locator(".era").all();
    expect(eras.length).toBeGreaterThan(4);
    for (const era of eras) {
      expect(await era.locator(".timeline").isVisible()).toBe(true);
      expect(await era.locator(".entry").first().isVisible()).toBe(false);
    }
  });
});

test.for(["/changes/", "/timeline/eras/"])(
  "%s: a link to a text in a closed fold opens it",
  async (path, context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${root}${path}`, {}, async (page) => {
      const entry = page.locator("details.year:not([open]) .entry .title").last();
      const title = (await entry.textContent())?.trim() ?? "";
      expect(title.length).toBeGreaterThan(10);
      expect(await entry.isVisible()).toBe(false);
      await page.goto("about:blank");
      await page.goto(`${root}${path}#:~:text=${encodeURIComponent(title).replaceAll("-", "%2D")}`);
      await page.locator(".entry .title", { hasText: title }).last().waitFor({ state: "visible" });
    });
  },
);
