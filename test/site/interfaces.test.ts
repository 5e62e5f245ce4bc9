import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { headerPath, parseNames } from "../../src/domain/names-table.ts";
import { interfacePaths } from "../../src/site/interface-pages.ts";
import { known } from "../known-content.ts";
import { missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";
const folder = inject("sites")[0]?.folder ?? "";
const pageAt = (path: string) => readFileSync(join(folder, path, "index.html"), "utf8");
const plain = { javaScriptEnabled: false, viewport: { width: 360, height: 740 } };

test("every interface has an address of its own", () => {
  const paths = interfacePaths().map(({ params }) => params.path.toLowerCase());
  expect(paths.length).toBeGreaterThan(300);
  expect(new Set(paths).size).toBe(paths.length);
});

test("an interface shows its release, and the commands that prove it", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/interfaces/SECCOMP_IOCTL_NOTIF_ADDFD/`, plain, async (page) => {
    const answer = await page.locator("section.answer").textContent();
    expect(answer?.replace(/\s+/g, " ")).toMatch(/Since v5\.9 2020-10-11 fact/);
    expect(await page.locator("code.command").first().textContent()).toMatch(
      /^git show [0-9a-f]{12}:\S+\.h$/,
    );
  });
});

test("an interface shows what it is, where it is defined and how to detect it", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/interfaces/CLONE_NEWTIME/`, plain, async (page) => {
    const answer = (await page.locator("section.answer").innerText()).replace(/\s+/g, " ");
    expect(answer).toContain("linux/sched.h");
    expect(answer).toContain("0x00000080");
    for (const [name, to] of [
      ["linux/sched.h", "/interfaces/headers/linux/sched.h/#CLONE_NEWTIME"],
      ["Time namespaces (CLONE_NEWTIME): detection", "/changes/time-namespaces/#body-detection"],
      ["as any flag or constant", "/interfaces/#kind-flag"],
      ["JSON", "/api/v1/interfaces/CLONE_NEWTIME.json"],
      ["Atom", "/interfaces/CLONE_NEWTIME/feed.atom"],
    ] as const)
      expect(
        await page.locator("section.answer a", { hasText: name }).first().getAttribute("href"),
        name,
      ).toBe(to);
    const introduced = page.locator("main .entry", { hasText: "Time namespaces" }).first();
    expect(await introduced.innerText()).toContain("v5.6");
  });
});

test("all interfaces are listed by kind and by header, without a script, under 20 kB compressed", async (context) => {
  const kinds = globSync("interfaces/kinds/*/index.html", { cwd: folder }).map((file) => join(file, ".."));
  for (const path of ["/interfaces/", ...kinds])
    expect(gzipSync(pageAt(path)).length, path).toBeLessThan(20_000);
  const html = ["/interfaces/", ...kinds].map(pageAt).join("");
  for (const { params } of interfacePaths())
    expect(html, params.path).toContain(`href="/interfaces/${params.path}/"`);
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/interfaces/`, plain, async (page) => {
    const row = page.locator("tr", { has: page.locator("th", { hasText: /^\s*linux\/nsfs\.h\s*$/ }) });
    const names = (await row.locator("li").allInnerTexts()).map((name) => name.replace(/\s+/g, " ").trim());
    expect(names).toContain("NS_GET_NSTYPE v4.11 (2017-05-01)");
    expect(await page.locator("section:has(#kind-ioctl)").innerText()).toContain("ENOTTY");
  });
});

test("a change shows each interface with the interface's own release", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const change = known.changes.find(({ record }) =>
    record.interfaces.some(({ name }) => name === "SECCOMP_IOCTL_NOTIF_ADDFD"),
  );
  await on(`${root}/changes/${change?.record.slug}/`, plain, async (page) => {
    const row = page.locator("section.answer li", { hasText: "SECCOMP_IOCTL_NOTIF_ADDFD" });
    expect((await row.textContent())?.replace(/\s+/g, " ")).toContain("v5.9");
    await row.locator("a").first().click();
    expect(page.url()).toBe(`${root}/interfaces/SECCOMP_IOCTL_NOTIF_ADDFD/`);
  });
});

const names = parseNames(known.corpus.names.text, () => null);
const headerPages = globSync("interfaces/headers/**/index.html", { cwd: folder });

test("each header has a page, under 20 kB compressed", () => {
  const headers = new Set([...names.values()].map(({ header }) => header));
  expect(headers.size).toBeGreaterThan(1000);
  expect(headerPages.length).toBeGreaterThan(headers.size);
  const large = headerPages.filter((file) => gzipSync(readFileSync(join(folder, file))).length > 20_000);
  expect(large).toEqual([]);
});

test("every name of the table is where search says that it is, or on a further part of that page", () => {
  const ids = new Map<string, Set<string>>();
  for (const file of headerPages) {
    const page = `/${file.replace(/(?:\/\d+)?\/index\.html$/, "/")}`;
    const own = [...pageAt(join(file, "..")).matchAll(/<li id="([^"]+)"/g)].map(([, id = ""]) => id);
    ids.set(page, new Set([...(ids.get(page) ?? []), ...own]));
  }
  const lost = [...names.values()].filter((row) => {
    const [page = "", id = ""] = headerPath(row).split("#");
    return !ids.get(page)?.has(id);
  });
  expect(lost.map(({ name }) => name)).toEqual([]);
});

test("a name of a header is read without a script, with its release", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/interfaces/headers/linux/pidfd.h/`, plain, async (page) => {
    const row = page.locator("tr", { has: page.locator("#PIDFD_THREAD") });
    expect((await row.locator("th").textContent())?.replace(/\s+/g, " ").trim()).toBe("v6.9 2024-05-12");
    expect(await page.locator("form.filter").isVisible()).toBe(false);
  });
});

test("names are filtered while one types", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/interfaces/headers/linux/sched.h/`, {}, async (page) => {
    await page.locator("[name=part]").fill("clone_new");
    const shown = await page.locator("main li:visible").allInnerTexts();
    expect(shown).toContain("CLONE_NEWTIME");
    expect(shown.filter((name) => !name.startsWith("CLONE_NEW"))).toEqual([]);
    expect(await page.locator("form.filter output").innerText()).toBe(`${shown.length} names`);
    await page.goto(`${root}/interfaces/kinds/flag/`);
    await page.locator("[name=part]").fill("CLONE_NEWT");
    expect(await page.locator("main li:visible a").allInnerTexts()).toEqual(["CLONE_NEWTIME"]);
    expect(await page.locator("form.filter output").innerText()).toBe("1 name");
    await page.goto(`${root}/interfaces/`);
    await page.locator("[name=part]").fill("nsfs.h");
    expect(await page.locator("main section:visible li:visible a").allInnerTexts()).toContain(
      "NS_GET_PARENT",
    );
  });
});

test("a name on a further part of a long header is reached from the first", async (context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${root}/interfaces/headers/linux/nl80211.h/#nl80211_wpa_versions`, {}, async (page) => {
    await page.waitForURL(`${root}/interfaces/headers/linux/nl80211.h/2/#nl80211_wpa_versions`);
  });
});
