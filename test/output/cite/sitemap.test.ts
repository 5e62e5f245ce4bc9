import { expect, test } from "vitest";
import { GET as robots } from "../../../src/pages/robots.txt.ts";
import { GET as sitemap } from "../../../src/pages/sitemap.xml.ts";

type Context = Parameters<typeof sitemap>[0];

test("a site that does not know its address has no sitemap, and its robots.txt says why", async () => {
  const response = await sitemap({ site: undefined } as Context);
  expect(response.body).toBeNull();
  const text = await (await robots({ site: undefined } as Context)).text();
  expect(text).toContain("# No sitemap: this copy was built without SITE_URL");
  expect(text).not.toContain("Sitemap: ");
});
