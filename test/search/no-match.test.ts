import { expect, test } from "vitest";
import { mostSimilar } from "../../src/domain/nearest.ts";
import { answer } from "../../src/search/engine/answer.ts";
import { answerText } from "../../src/search/engine/answer-text.ts";
import { summarize } from "../../src/search/engine/describe-answer.ts";
import { externalLookup } from "../../src/search/engine/external-lookup.ts";
import { smallWorld } from "./small-world.ts";

const ask = async (text: string) => answer(text, smallWorld());

test.each([
  // A commit, whole or abbreviated.
  ["0123456789abcdef", "https://git.kernel.org/torvalds/c/0123456789abcdef"],
  // A message.
  ["<20991231.0-1-nobody@example.org>", "https://lore.kernel.org/all/?q=20991231.0-1-nobody%40example.org"],
  ["CVE-1999-0001", "https://lore.kernel.org/all/?q=CVE-1999-0001"],
  // Identifiers.
  ["XYZZY_NOT_THERE", "https://elixir.bootlin.com/linux/latest/A/ident/XYZZY_NOT_THERE"],
  ["xyzzy_probe()", "https://elixir.bootlin.com/linux/latest/A/ident/xyzzy_probe"],
  // Kernels of distributions that no line of the small world has.
  ["5.14.0-427.13.1.el9_4.x86_64", "https://access.redhat.com/search/#/?q=kernel&p=1&documentKind=Errata"],
  ["6.1.0-18-amd64", "https://security-tracker.debian.org/tracker/source-package/linux"],
  ["6.8.0-45-generic", "https://launchpad.net/ubuntu/+source/linux"],
  ["6.9.7-200.fc40.x86_64", "https://bodhi.fedoraproject.org/updates/?packages=kernel"],
  ["5.14.21-150500.55.52-default", "https://kernel.suse.com/"],
  ["5.10.217-205.860.amzn2.x86_64", "https://alas.aws.amazon.com/"],
  ["6.10.2-arch1-1", "https://archlinux.org/packages/core/x86_64/linux/"],
])("%s is not here: where it is looked up", async (text, url) => {
  expect(externalLookup(await ask(text))?.url).toBe(url);
});

test.each([
  ...["owner namespace", "/proc/nowhere/at/all", "qwertyuiop asdfghjkl", "qwertyuiopqwerty", "has:elx"],
  // Addresses whose last part says nothing elsewhere.
  ...["https://lkml.org/lkml/2099/1/1/1", "https://lore.kernel.org/r/<script>alert(1)</script>"],
])("%s has no place of its own elsewhere", async (text) => {
  expect(externalLookup(await ask(text))).toBeUndefined();
});

test("a flaw is called by its number, not an address", async () => {
  expect(summarize(await ask("cve-1999-0001"))).toBe("No page cites CVE-1999-0001.");
});

test("nothing was found: what has a similar name, nearest first, and all topics", async () => {
  const { groups, near } = await ask("NS_GTE_OWNR_UDI");
  expect(groups).toEqual([]);
  expect(near?.similar[0]).toEqual({ path: "/interfaces/NS_GET_OWNER_UID/", title: "NS_GET_OWNER_UID" });
  expect(near?.topics.map(({ path }) => path)).toEqual(["/topics/pid/", "/topics/user/"]);
  expect(answerText(await ask("NS_GTE_OWNR_UDI"), [], (text) => text)).toContain("Similar: NS_GET_OWNER_UID");
  expect((await ask("owner")).near).toBeUndefined();
});

test("similar are words with at least half of their letters in common", () => {
  const known = ["openat2", "openat", "mount", "pidfd_open"];
  expect(mostSimilar("opnat2", known, 3)).toEqual(["openat2", "openat"]);
  expect(mostSimilar("opnat2", known, 1)).toEqual(["openat2"]);
  expect(mostSimilar("zzzzzz", known, 3)).toEqual([]);
  expect(mostSimilar("x".repeat(5000), known, 3)).toEqual([]);
});
