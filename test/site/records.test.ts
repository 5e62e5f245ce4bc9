import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { missing, on } from "./open-page.ts";

const [site, sub] = inject("sites");
if (!site || !sub) throw new Error("two sites are built");
const root = site.origin;
const pages = globSync("{changes,commits,topics,interfaces}/**/index.html", { cwd: site.folder });
const htmlOf = (file: string) => readFileSync(join(site.folder, file), "utf8");
const textOf = (html = "") =>
  html
    .replace(/<[^>]+>/g, "")
    .replace(/\s+/g, " ")
    .trim();

test("the contents of a page are the headings of its sections, in their order, and each heading links to itself", () => {
  let listed = 0;
  for (const file of pages) {
    const html = htmlOf(file);
    const [contents] = /<nav class="contents".*?<\/nav>/s.exec(html) ?? [];
    if (contents === undefined) continue;
    listed += 1;
    const links = [...contents.matchAll(/<a href="#([^"]+)"[^>]*>(.*?)<\/a>/gs)].map(([, id, title]) => [
      id,
      textOf(title),
    ]);
    const sections = html.slice(html.indexOf('<div class="sections"'));
    const headings = [...sections.matchAll(/<h2 id="([^"]+)"[^>]*>(.*?)<\/h2>/gs)];
    expect(links, file).toEqual(headings.map(([, id, title]) => [id, textOf(title)]));
    expect(links.length, file).toBeGreaterThan(4);
    for (const [, id, title] of headings) expect(title, file).toMatch(new RegExp(`<a href="#${id}"|<a `));
  }
  expect(listed).toBeGreaterThan(300);
});

test("the contents stand in the margin where there is one, and folded before the text where there is none", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const path = "/changes/nsfs-ioctls/";
  for (const javaScriptEnabled of [true, false]) {
    await on(
      `${root}${path}`,
      { javaScriptEnabled, viewport: { width: 1440, height: 900 } },
      async (page) => {
        await page.locator(".contents a[href='#commits']").click();
        expect(new URL(page.url()).hash).toBe("#commits");
        const [text, contents] = await Promise.all(
          [".sections", ".contents"].map((part) => page.locator(part).boundingBox()),
        );
        expect((contents?.x ?? 0) + (contents?.width ?? 0)).toBeLessThan(text?.x ?? 0);
      },
    );
    await on(`${root}${path}`, { javaScriptEnabled, viewport: { width: 390, height: 900 } }, async (page) => {
      const link = page.locator(".contents a[href='#commits']");
      expect(await link.isVisible()).toBe(false);
      await page.locator(".contents summary").click();
      expect(await link.isVisible()).toBe(true);
    });
  }
});

test("a heading shows that it is a link, to a pointer and to the keyboard", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/changes/nsfs-ioctls/`, {}, async (page) => {
    const link = page.locator("#body-detection a");
    const opacity = () => link.evaluate((element) => getComputedStyle(element, "::after").opacity);
    expect(await opacity()).toBe("0");
    await link.hover();
    expect(await opacity()).toBe("1");
    await page.mouse.move(0, 0);
    expect(await opacity()).toBe("0");
    await page.locator(".sections a").first().focus();
    await page.keyboard.press("Tab");
    await link.focus();
    expect(await opacity()).toBe("1");
  });
});

test("a commit without a subject is called by its hash and its change; what is not known of it is one line", () => {
  const html = htmlOf("commits/028ee4be34a09a6d48bdf30ab991ae933a7bc036/index.html");
  expect(textOf(/<h1>.*?<\/h1>/s.exec(html)?.[0])).toMatch(/^Commit 028ee4be34a0 of “.*PR_SET_MM.*”$/);
  expect(textOf(/<title>.*?<\/title>/s.exec(html)?.[0])).toMatch(/^Commit 028ee4be34a0 of “/);
  expect(textOf(html)).toContain(
    "Not known: subject, author, author date, committer, committer date, merge.",
  );
  expect(html).not.toContain(">unknown</span></td>");
});

test("a topic has its history before its interfaces and those before its changes, and no heading twice", () => {
  for (const file of globSync("topics/*/index.html", { cwd: site.folder })) {
    const html = htmlOf(file);
    const ids = [...html.matchAll(/<h2 id="([^"]+)"/g)].map(([, id = ""]) => id);
    const places = ["body-history", "interfaces", "changes"].map((id) => ids.indexOf(id));
    const there = places.filter((place) => place >= 0);
    expect(there, file).toEqual(there.toSorted((a, b) => a - b));
    const titles = [...html.matchAll(/<h2 id="[^"]+"[^>]*>(.*?)<\/h2>/gs)].map(([, title]) => textOf(title));
    expect(titles, file).toEqual([...new Set(titles)]);
  }
});

test("the pages of changes are under 20 kB compressed", () => {
  const large = pages
    .filter((file) => /^changes\/[^/]+\/index/.test(file))
    .filter((file) => gzipSync(htmlOf(file)).length > 20_000);
  expect(large).toEqual([]);
});

test("how to follow a topic stands in its margin", () => {
  for (const { folder, base } of [site, sub]) {
    const html = readFileSync(join(folder, "topics/time/index.html"), "utf8");
    const [margin = ""] = /<section class="answer".*?<\/section>/s.exec(html) ?? [];
    expect(margin).toContain(`href="${base}/topics/time/feed.atom"`);
    expect(html.split("feed.atom").length - 1).toBe(3);
  }
});

test("on paper stand the address, the day, the claims and why; not the contents, nor what is closed of the flaws", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/changes/nsfs-ioctls/`, { viewport: { width: 720, height: 1000 } }, async (page) => {
    const shown = () =>
      Promise.all(
        [".on-paper", "#why li >> nth=0", "#claims ~ details tr >> nth=-1", ".contents"].map((part) =>
          page.locator(part).isVisible(),
        ),
      );
    expect(await shown()).toEqual([false, false, false, true]);
    await page.emulateMedia({ media: "print" });
    expect(await shown()).toEqual([true, true, true, false]);
    expect(await page.locator(".on-paper").innerText()).toMatch(
      /\/changes\/nsfs-ioctls\/, as of \d{4}-\d{2}-\d{2}$/,
    );
  });
});

test.for([
  "/needs/?for=openat2,CLONE_PIDFD",
  "/compare/?from=v5.4&to=v6.12",
  "/changes/?tag=time",
  "/not/there/",
])("the address on paper is that of what is printed: %s", async (path, context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${sub.origin}${path}`, {}, async (page) => {
    await page.emulateMedia({ media: "print" });
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    const [address] = (await page.locator(".on-paper").innerText()).split(", as of ");
    expect(address).toBe(`https://sincelinux.example${sub.base}${path}`);
    if (!path.startsWith("/needs/")) return;
    const empty = page.locator("th", { hasText: "Choice" });
    await empty.waitFor({ state: "attached" });
    expect(await empty.isVisible()).toBe(false);
  });
});
