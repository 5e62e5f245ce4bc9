import { expect, test } from "vitest";
import { specref } from "../../../src/output/inventory/inventory.ts";
import { GET } from "../../../src/pages/refs.json.ts";
import { SHA, smallKnowledge, TWIN } from "../../search/small-world.ts";

const references = (files = {}) => specref(smallKnowledge(files), (path) => `https://example.org${path}`);

test("a commit with facts: its subject, author and day, at its page here", () => {
  expect(references()[`linux-${SHA.slice(0, 12)}`]).toEqual({
    title: "nsfs: Add an ioctl() <b>to</b> return the owner",
    authors: ["Michael Kerrisk (man-pages)"],
    date: "25 January 2017",
    rawDate: "2017-01-25",
    href: `https://example.org/commits/${SHA}/`,
    publisher: expect.any(String),
    status: `commit ${SHA.slice(0, 12)}`,
  });
});

test("what is not known has no field", () => {
  expect(references()[`linux-${TWIN.slice(0, 12)}`]).not.toHaveProperty("authors");
  const derived = {
    "documents/mail.yaml": `title: A mail\nkind: mail\nclaims:\n  - { commit: "${"e".repeat(40)}", field: subject, value: Guessed, confidence: derived, reason: It seems so }\n`,
  };
  expect(references(derived)[`linux-${"e".repeat(12)}`]).toMatchObject({
    title: `commit ${"e".repeat(12)}`,
    status: "commit; subject not known",
  });
});

test("a change by its slug, and by its earlier one", () => {
  expect(references()["sincelinux-beta"]).toMatchObject({
    publisher: "sincelinux",
    href: "https://example.org/changes/beta/",
  });
  expect(references()["sincelinux-old-quota"]).toEqual({ aliasOf: "sincelinux-beta" });
});

test("an interface by its path, with its own release", () => {
  expect(references()["sincelinux-interfaces-NS_GET_OWNER_UID"]).toEqual({
    title: "NS_GET_OWNER_UID",
    href: "https://example.org/interfaces/NS_GET_OWNER_UID/",
    publisher: "sincelinux",
    status: "since Linux v4.14, 2017-11-12, the release of its change",
  });
});

test("two commits that share twelve digits have no reference: the key would name either", () => {
  const twin = `${TWIN.slice(0, 12)}${"f".repeat(28)}`;
  const files = {
    "documents/mail.yaml": `title: A mail\nkind: mail\nclaims:\n  - { commit: "${twin}", field: subject, value: Another, confidence: quoted }\n`,
  };
  expect(references(files)).not.toHaveProperty(`linux-${TWIN.slice(0, 12)}`);
});

test("a site that does not know its address has no references", async () => {
  const context = { site: undefined } as unknown as Parameters<typeof GET>[0];
  expect((await GET(context)).body).toBeNull();
});
