import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Page } from "playwright-core";
import { expect, inject, test } from "vitest";
import { kernelReader } from "../../src/domain/uname.ts";
import { kernelSources } from "../../src/model/kernels/arrival.ts";
import { allSubjects, compareKernels } from "../../src/model/kernels/compare.ts";
import { known } from "../known-content.ts";
import { axeFindings, missing, on } from "./open-page.ts";

const [root, sub] = inject("sites");
if (!root || !sub) throw new Error("two sites are built");
const { folder, origin } = root;
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
const pageOf = (from: string, to: string) =>
  wordsOf(readFileSync(join(folder, "compare", from, to, "index.html"), "utf8"));

test.each([
  ["v5.4", "v6.1", /v5\.19 .*MOUNT_ATTR_IDMAP.* v5\.6 .*openat2/],
  ["v5.10", "v5.15", /v5\.14 .*cgroup\.kill/],
  ["v4.19", "v5.4", /v5\.3 .*pidfd_open/],
])("%s and %s have a page without script: %s", (from, to, words) => {
  expect(pageOf(from, to)).toMatch(words);
  expect(pageOf(from, to)).not.toMatch(/statmount/);
});

test("each pair of series with long support, or in support, has a page below 20 kB, and no other has", () => {
  const pages = globSync("compare/*/*/index.html", { cwd: folder });
  const series = "v4.19 v5.4 v5.10 v5.15 v6.1 v6.6 v6.12 v6.18 v7.1 v7.2".split(" ");
  const pairs = series.flatMap((from, at) =>
    series.slice(at + 1).map((to) => `compare/${from}/${to}/index.html`),
  );
  expect(pairs.filter((each) => !pages.includes(each))).toEqual([]);
  expect(pages.filter((file) => gzipSync(readFileSync(join(folder, file))).length > 20_000)).toEqual([]);
  expect(pages.filter((file) => /v4\.14|v6\.11/.test(file))).toEqual([]);
});

test("the file of all answers is below 40 kB compressed, the scripts that read it below 8", () => {
  expect(gzipSync(readFileSync(join(folder, "kernels/answers.json"))).length).toBeLessThan(40_000);
  for (const page of ["compare", "needs"]) {
    const html = readFileSync(join(folder, page, "index.html"), "utf8");
    const files = new Set([...html.matchAll(/(?:src|href)="(\/[^"]+\.js)"/g)].map(([, file]) => file ?? ""));
    for (const file of files) {
      const code = readFileSync(join(folder, file), "utf8");
      for (const [, name = ""] of code.matchAll(/from"\.\/([^"]+)"/g)) files.add(`/assets/${name}`);
    }
    const sizes = [...files].map((file) => gzipSync(readFileSync(join(folder, file))).length);
    expect(sizes.length).toBeGreaterThan(1);
    expect(
      sizes.reduce((sum, size) => sum + size, 0),
      page,
    ).toBeLessThan(8_000);
  }
});

const textOf = async (page: Page, place: string) =>
  (await page.locator(place).innerText()).replace(/\s+/g, " ");

test("any two releases are compared in the browser as the model compares them", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const read = kernelReader([]);
  const sources = kernelSources(known);
  const { came, completed } = compareKernels(read("v5.5"), read("v5.13"), allSubjects(sources, {}), sources);
  expect(came.length).toBeGreaterThan(10);
  await on(`${sub.origin}/compare/?from=5.5&to=v5.13`, {}, async (page) => {
    await page.locator("#compared h3").first().waitFor();
    expect(await textOf(page, "#compare output")).toContain(
      `${came.length} added, ${completed.length} completed`,
    );
    expect(await textOf(page, "#compared")).toContain("openat2");
    const hrefs = await page
      .locator("#compared .gutter a")
      .evaluateAll((all) => all.map((a) => a.getAttribute("href")));
    expect(hrefs.length).toBe(came.length);
    expect(hrefs.filter((each) => !each?.startsWith(`${sub.base}/`))).toEqual([]);
    await page.locator("#compare [name=from]").selectOption("el8:8.6");
    await page.locator("#compare [name=to]").selectOption("el8:8.7");
    expect(new URL(page.url()).search).toBe("?from=el8:8.6&to=el8:8.7");
    expect(await textOf(page, "#compared")).toContain("openat2");
    expect(await textOf(page, "#compared")).not.toContain("clone3");
    expect(await axeFindings(page)).toEqual([]);
  });
});

test("a comparison in the browser marks each release as the page of the pair does", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const marks = (page: Page) =>
    page
      .locator("main .gutter a:has(~ .origin)")
      .evaluateAll((links) =>
        links.map((a) => `${a.textContent} ${a.parentElement?.querySelector(".origin")?.textContent}`).sort(),
      );
  await on(`${sub.origin}/compare/v5.4/v6.12/`, {}, async (page) => {
    const expected = await marks(page);
    expect(expected.length).toBeGreaterThan(300);
    await page.goto(`${sub.origin}/compare/?from=v5.4&to=v6.12`);
    await page.locator("#compared h3").first().waitFor();
    expect(await marks(page)).toEqual(expected);
  });
});

test("the address of a comparison leads a phone to its answer", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${origin}/compare/`, { viewport: { width: 390, height: 844 } }, async (page) => {
    await page.locator("#compare [name=to] option[value='v6.12']").waitFor({ state: "attached" });
    await page.locator("#compare [name=from]").selectOption("v5.4");
    await page.locator("#compare [name=to]").selectOption("v6.12");
    const address = page.url();
    await page.goto("about:blank");
    await page.goto(address);
    const title = page.locator("#compared h3").first();
    await title.waitFor();
    // It scrolls smoothly.
    await page.waitForFunction(
      () => Math.abs(document.querySelector("#any")?.getBoundingClientRect().y ?? 999) < 40,
    );
    expect((await title.boundingBox())?.y).toBeLessThan(700);
  });
});

test("what a program needs: the release, what decides it, and the lines that have it", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${origin}/needs/?for=openat2,CLONE_PIDFD,no_such_thing`, {}, async (page) => {
    await page.locator("#needed table").first().waitFor();
    expect(await textOf(page, "#needed .lede")).toMatch(
      /^Mainline v5\.6 \(2020-03-29\) .*because of openat2\.$/,
    );
    expect(await textOf(page, "#needs output")).toContain("no_such_thing");
    expect(await textOf(page, "#needed table >> nth=0")).toMatch(/openat2 v5\.6 fact remove/);
    const row = page.locator("#needed tr", { hasText: "RHEL 8" });
    expect((await row.innerText()).replace(/\s+/g, " ")).toMatch(/has all from 8\.7 on/);
    await page.getByLabel("Interface or change").fill("statmount");
    await page.getByRole("button", { name: "Add" }).click();
    expect(await textOf(page, "#needed .lede")).toMatch(/^Mainline v6\.8 /);
    expect(page.url()).toMatch(/\/needs\/\?for=openat2,CLONE_PIDFD,statmount$/);
    await page.getByRole("button", { name: "remove openat2" }).click();
    expect(page.url()).toMatch(/\?for=CLONE_PIDFD,statmount$/);
    expect(await axeFindings(page)).toEqual([]);
  });
});

test.for([
  ["MS_MANDLOCK,openat2", /^Mainline v5\.6 .* because of openat2, up to the one before v5\.15\.$/],
  [
    "MS_MANDLOCK,statmount",
    /^No mainline release has all of it: in v5\.15 some of it was gone, before v6\.8 /,
  ],
  ["CLONE_NEWUSER", /^Mainline v3\.8 \(2013-02-18\) is the lowest/],
] as const)("what %s need together: %s", async ([names, lede], context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${origin}/needs/?for=${names}`, {}, async (page) => {
    await page.locator("#needed table").first().waitFor();
    expect(await textOf(page, "#needed .lede")).toMatch(lede);
    const isGone = names.includes("MANDLOCK");
    expect((await textOf(page, "#needed table >> nth=0")).includes("removed in v5.15")).toBe(isGone);
  });
});

test("what is typed or stands in an address is text, never markup", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${origin}/needs/?for=${encodeURIComponent("<img src=x>")}`, {}, async (page) => {
    await page.locator("#needs output", { hasText: "<img src=x>" }).waitFor();
    expect(await page.locator("main img").count()).toBe(0);
  });
});
