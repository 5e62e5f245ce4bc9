import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, expect, inject, test } from "vitest";
import { publishedAddresses, whyLost } from "../../src/site/published-addresses.ts";

const sites = inject("sites");
const ledger = readFileSync("test/site/ledger.txt", "utf8").split("\n").filter(Boolean);
const lost = (addresses: string[], folder: string, base: string) =>
  addresses.flatMap((address) => whyLost(address, folder, base) ?? []);

test.each(sites)(
  "every address ever published leads somewhere in the site at '$base/'",
  ({ folder, base }) => {
    expect(ledger.length).toBeGreaterThan(2000);
    expect(lost(ledger, folder, base)).toEqual([]);
  },
);

test.each(sites)("so does every address that the site at '$base/' adds", ({ folder, base }) => {
  expect(lost(publishedAddresses(folder), folder, base)).toEqual([]);
});

test("the ledger is sorted, names nothing twice, and holds each kind of address", () => {
  expect(ledger).toEqual([...new Set(ledger)].sort());
  const kinds = [
    "/",
    "/about/#since",
    "/api/v1/index.json",
    "/api/v1/changes/nsfs-ioctls.json",
    "/api/v1/by-hash/ff.json",
    "/c/8db6c34f1dbc/",
    "/changes/nsfs-ioctls/#commits",
    "/changes/nsfs-ioctls/#claims",
    "/commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/#claims",
    "/documents/namespaces-and-capabilities-2018/#item-1",
    "/releases/v4.14/",
    "/schemas/change.schema.json",
    "/topics/user/",
  ];
  expect(kinds.filter((address) => !ledger.includes(address))).toEqual([]);
});

const small = mkdtempSync(join(tmpdir(), "ledger-"));
afterAll(() => rmSync(small, { recursive: true, force: true }));

test.each([
  ["/now/", null],
  ["/now/#here", null],
  ["/now/#gone", "no such section"],
  ["/old/", null],
  ["/old/#here", null],
  ["/old/#gone", "no such section"],
  ["/older/", "redirects again"],
  ["/self/", "redirects again"],
  ["/dangling/", "leads to no file"],
  ["/outside/", "leads to no file"],
  ["/part/", null],
  ["/part/#here", null],
  ["/gone-part/", "no such section"],
  ["/deleted/", "leads to no file"],
  ["/deleted.json", "leads to no file"],
  ["/now", "leads to no file"],
])("%s: %s", (address, why) => {
  const page = (path: string, html: string) => {
    mkdirSync(dirname(join(small, path)), { recursive: true });
    writeFileSync(join(small, path), html);
  };
  const redirect = (to: string) => `<meta http-equiv="refresh" content="0; url=${to}">`;
  page("now/index.html", '<h2 id="here">Here</h2>');
  page("old/index.html", redirect("/base/now/"));
  page("part/index.html", redirect("/base/now/#here"));
  page("gone-part/index.html", redirect("/base/now/#gone"));
  page("older/index.html", redirect("/base/old/"));
  page("self/index.html", redirect("/base/self/"));
  page("dangling/index.html", redirect("/base/nowhere/"));
  page("outside/index.html", redirect("/now/"));
  const found = whyLost(address, small, "/base");
  if (why === null) expect(found).toBeNull();
  else expect(found).toContain(why);
});
