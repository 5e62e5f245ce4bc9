import { expect, inject, test } from "vitest";
import { missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";
const claimed = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
const proved = "03e06e68ff76294e53ffa898cb844d2a997b043e";

test.concurrent.for([
  ["/changes/nsfs-ioctls/", "why", "Linux man-pages, state of June 2025", 5],
  ["/changes/time-namespaces/", "why-complete", "Contradicted:", 1],
  [`/commits/${claimed}/`, "why", "Records of the kernel CVE team", 5],
  [`/commits/${proved}/`, "why", "is the first release that contains it", 1],
  ["/interfaces/NS_GET_NSTYPE/", "why", "in v4.11", 0],
] as const)(
  "%s: the mark beside the release opens what it rests on, with and without a script",
  async ([path, id, words, sources], context) => {
    context.skip(missing !== null, missing ?? "");
    for (const javaScriptEnabled of [true, false])
      await on(`${root}${path}`, { javaScriptEnabled }, async (page) => {
        const why = page.locator(`#${id}`);
        expect(await why.getByText(words).first().isVisible()).toBe(false);
        await page.locator(`.answer a.origin[href="#${id}"]`).click();
        await why.getByText(words).first().waitFor();
        const own = why.locator(":scope > ul:last-of-type > li:has(a[href*='/documents/'])");
        expect(await own.count(), String(javaScriptEnabled)).toBe(sources);
      });
  },
);

test.concurrent("a closed table of claims opens for each link to it, in the page and from outside", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const path = "/changes/nsfs-ioctls/";
  await on(null, {}, async (page) => {
    const last = page.locator("#claims ~ details tr").last();
    await page.goto(`${root}${path}`);
    expect(await last.isVisible()).toBe(false);
    // Not from the page itself, where only the fragment changes.
    await page.goto("about:blank");
    await page.goto(`${root}${path}#claims`);
    await last.waitFor();
    await page.locator("#claims ~ details summary").click();
    expect(await last.isVisible()).toBe(false);
    // The address has the fragment already.
    await page.locator(".dispute a[href='#claims']").click();
    await last.waitFor();
  });
  await on(`${root}${path}#claims`, { javaScriptEnabled: false }, async (page) => {
    await page.locator("#claims ~ details tr").last().waitFor();
  });
});
