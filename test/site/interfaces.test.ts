import { expect, inject, test } from "vitest";
import { interfacePaths } from "../../src/site/interface-pages.ts";
import { known } from "../known-content.ts";
import { missing, on } from "./open-page.ts";

const root = inject("sites")[0]?.origin ?? "";
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
    expect(answer?.replace(/\s+/g, " ")).toMatch(/In the headers since v5\.9 11 Oct 2020 fact/);
    expect(await page.locator("code.command").first().textContent()).toMatch(
      /^git show [0-9a-f]{12}:\S+\.h$/,
    );
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
