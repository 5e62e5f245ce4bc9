import { expect, test } from "vitest";
import { commitSourceHref, href, loreHref, manPageHref } from "../../src/site/links.ts";

test.each([
  ["user_namespaces(7)", "https://man7.org/linux/man-pages/man7/user_namespaces.7.html"],
  ["NS_GET_NSTYPE(2const)", "https://man7.org/linux/man-pages/man2/NS_GET_NSTYPE.2const.html"],
  ["cap_get_proc(3)", "https://man7.org/linux/man-pages/man3/cap_get_proc.3.html"],
])("%s is read at %s", (page, address) => {
  expect(manPageHref(page)).toBe(address);
});

test("a message-id keeps its at sign and loses what an address cannot hold", () => {
  expect(loreHref("20180919205037.9574-1-dima@arista.com")).toBe(
    "https://lore.kernel.org/r/20180919205037.9574-1-dima@arista.com/",
  );
  expect(loreHref('a"b<c%d@x')).toBe("https://lore.kernel.org/r/a%22b%3Cc%25d@x/");
});

test("a commit is read where its repository shows it", () => {
  expect(commitSourceHref("https://git.kernel.org/torvalds/c/{sha}", "abc")).toBe(
    "https://git.kernel.org/torvalds/c/abc",
  );
});

test("an address of the site begins at its base", () => {
  expect(href("/changes/")).toBe("/changes/");
});
