import { expect, test } from "vitest";
import { linksTo } from "../../src/site/repository-links.ts";

test("GitHub gets its issue form with the page filled in, and its editor", () => {
  const links = linksTo("https://github.com/owner/name");
  expect(links?.report("/changes/nsfs-ioctls/")).toBe(
    "https://github.com/owner/name/issues/new?template=wrong-fact.yml&page=%2Fchanges%2Fnsfs-ioctls%2F",
  );
  expect(links?.edit("content/changes/nsfs-ioctls.md")).toBe(
    "https://github.com/owner/name/edit/main/content/changes/nsfs-ioctls.md",
  );
});

test("another host gets plain links to its issues and to the file", () => {
  const links = linksTo("https://git.example.org/owner/name");
  expect(links?.report("/changes/nsfs-ioctls/")).toBe("https://git.example.org/owner/name/issues");
  expect(links?.edit("content/releases.yaml")).toBe(
    "https://git.example.org/owner/name/blob/main/content/releases.yaml",
  );
});

test("without an address there are no links", () => {
  expect(linksTo(null)).toBeNull();
});
