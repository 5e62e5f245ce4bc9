import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, inject, test } from "vitest";
import { textOfHtml } from "./built-pages.ts";
import { missing, on } from "./open-page.ts";

const sites = inject("sites");
const commit = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
/** Known as a merge that brought thirteen commits. */
const merge = "038a5008b2f395c85e6e71d6ddf3c684e7c405b0";
/** Known as a mention in one commit's facts. */
const mention = "19fdb9eefb21b72edbc365b838502780c392bad6";

/** Where an address leads is decided when its page begins to come; drawing the page is most of a visit. */
const REACHED = { waitUntil: "commit" } as const;

describe.each(sites)("the site at '$base/'", ({ base, folder, origin }) => {
  test("every known hash has both its short addresses", () => {
    const rows = Array.from({ length: 256 }, (_, at) => at.toString(16).padStart(2, "0")).flatMap(
      (digits) =>
        JSON.parse(readFileSync(join(folder, `api/v1/by-hash/${digits}.json`), "utf8")).hashes as {
          sha: string;
          leads: { of: string }[];
        }[],
    );
    expect(rows.length).toBeGreaterThan(300);
    for (const { sha, leads } of rows) {
      const twelve = readFileSync(join(folder, "c", sha.slice(0, 12), "index.html"), "utf8");
      const seven = readFileSync(join(folder, "c", sha.slice(0, 7), "index.html"), "utf8");
      for (const { of } of leads) expect(seven, sha).toContain(`href="${base}/commits/${of}/"`);
      expect(twelve, sha).toContain(`${base}/commits/${leads[0]?.of}/`);
    }
  });

  test.for([
    [`/c/${commit.slice(0, 12)}/`, `/commits/${commit}/`],
    ["/changes/clone-newuts/#commits", "/changes/uts-namespaces/#commits"],
    ["/topics/pidns/#changes", "/topics/pid/#changes"],
    [`/c/${commit}/`, `/commits/${commit}/`],
    [`/commits/${commit.slice(0, 14).toUpperCase()}/`, `/commits/${commit}/`],
  ] as const)("%s leads to %s", async ([from, to], context) => {
    context.skip(missing !== null, missing ?? "");
    await on(null, {}, async (page) => {
      await page.goto(`${origin}${from}`, REACHED);
      await page.waitForURL(`${origin}${to}`, REACHED);
      expect(page.url()).toBe(`${origin}${to}`);
    });
  });

  test("a backport's or follow-up's address leads to where its commit lists it", async (context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${origin}/c/${mention.slice(0, 12)}/`, {}, async (page) => {
      await page.waitForURL(/#follow-ups$/);
      expect(await page.locator("section:has(#follow-ups)").innerText()).toContain(mention.slice(0, 12));
    });
  });

  test("seven digits list the candidates, without a script", async (context) => {
    context.skip(missing !== null, missing ?? "");
    await on(`${origin}/c/${merge.slice(0, 7)}/`, { javaScriptEnabled: false }, async (page) => {
      expect(await page.locator("h1").innerText()).toBe("One known hash begins with 038a500");
      expect(await page.locator("main li p").count()).toBe(13);
      expect(await page.locator("main li p").first().innerText()).toContain("merge that brought");
    });
    const all = readFileSync(join(folder, "c/index.html"), "utf8");
    expect(textOfHtml(all)).toContain("merge that brought 13 commits");
  });

  test.for([
    ["/c/8db6c34f1/", "One commit begins with 8db6c34f1.", `/commits/${commit}/`],
    ["/c/ffffffffff/", "No commit in the knowledge base begins with ffffffffff.", "/search/?q=ffffffffff"],
    ["/changes/nsdelegate/", "nsdelegate", "/interfaces/nsdelegate/"],
    ["/topics/mounts/", "mounts", "/topics/mnt/"],
  ] as const)("%s, which is no page, says “%s” and offers %s", async ([path, words, offered], context) => {
    context.skip(missing !== null, missing ?? "");
    await on(origin + path, {}, async (page) => {
      await page.locator("#near", { hasText: words }).waitFor();
      const links = await page
        .locator("#near a")
        .evaluateAll((all) => all.map((link) => link.getAttribute("href")));
      expect(links).toContain(base + offered);
    });
  });

  test.for([
    ["/c/8db6c34f1dbc8e0/", `/commits/${commit}/`],
    ["/releases/5.4/", "/releases/v5.4/"],
  ] as const)("%s leads to %s", async ([path, target], context) => {
    context.skip(missing !== null, missing ?? "");
    await on(null, {}, async (page) => {
      await page.goto(origin + path, REACHED);
      await page.waitForURL((url) => url.pathname === base + target, REACHED);
    });
  });
});
