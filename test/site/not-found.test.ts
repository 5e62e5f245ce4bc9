import { request } from "node:http";
import { expect, inject, test } from "vitest";
import { missing, on } from "./open-page.ts";

const [site] = inject("sites");
if (!site) throw new Error("no site was built");
const { origin } = site;
const commit = "/commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/";

test.concurrent.for([
  ["/changes/nsdelegate/", "/changes/cgroup-nsdelegate/"],
  ["/changes/tucked-mounts/", "/changes/reversible-umount-tucked-mounts/"],
  ["/interfaces/clone_newtime/", "/interfaces/CLONE_NEWTIME/"],
  ["/c/8db6c34f1d/", commit],
])("%s offers %s, and does not blame", async ([asked = "", offered = ""], context) => {
  context.skip(missing !== null, missing ?? "");
  await on(null, {}, async (page) => {
    const response = await page.goto(`${origin}${asked}`);
    context.expect(response?.status()).toBe(404);
    await page.locator(`#near a[href="${offered}"]`).waitFor();
    const text = await page.locator("main").innerText();
    context.expect(text).toMatch(/^There is no page at this address/);
    context
      .expect(text)
      .not.toMatch(/\b(?:you|your|wrong|mistyped|misspelt|invalid|bad|sorry|error|oops)\b/i);
  });
});

test.concurrent.for([
  ["/releases/5.4/", "/releases/v5.4/"],
  ["/commits/8db6c34f1dbc/", commit],
])("%s leads to %s", async ([asked = "", page = ""], context) => {
  context.skip(missing !== null, missing ?? "");
  await on(`${origin}${asked}`, {}, async (tab) => {
    await tab.waitForURL(`${origin}${page}`);
    context.expect(await tab.locator("h1").count()).toBe(1);
  });
});

test("what names nothing is searched for, and the forms of addresses are listed without JavaScript too", async (context) => {
  context.skip(missing !== null, missing ?? "");
  const forms = ["/c/", "/releases/", "/interfaces/", "/topics/", "/changes/"];
  await on(`${origin}/zzzqqq/`, { javaScriptEnabled: false }, async (page) => {
    for (const path of forms) expect(await page.locator(`main a[href="${path}"]`).count(), path).toBe(1);
  });
});

test.each(["//evil.org/%2f..", "//evil.org", "/%", "/%00/", "/changes/%2e%2e%2f"])(
  "%s is not found, and is no failure",
  async (path) => {
    const { hostname, port } = new URL(origin);
    const status = await new Promise((resolve, reject) => {
      const asked = request({ hostname, port, path }, ({ statusCode }) => resolve(statusCode));
      asked.on("error", reject).end();
    });
    expect(status).toBe(404);
  },
);
