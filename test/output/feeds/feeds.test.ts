import { expect, test } from "vitest";
import { feedsOf } from "../../../src/output/feeds/feeds.ts";
import { GET } from "../../../src/pages/[...of]/feed.[format].ts";
import { edit, SOUND } from "../../records/content-tree.ts";
import { SHA, smallKnowledge } from "../../search/small-world.ts";

const feed = (path: string, files = {}) => {
  const found = feedsOf(smallKnowledge(files)).find((each) => each.path === path);
  if (!found) throw new Error(`no feed at ${path}`);
  return found;
};

test("everything holds changes and corrections, the newest first", () => {
  const { entries, day } = feed("/");
  expect(entries.map(({ id }) => id.replace(/^.*2026:/, ""))).toEqual(
    expect.arrayContaining(["change/alpha", "change/old-quota", `correction/${SHA}/release`]),
  );
  const days = entries.map((entry) => entry.day);
  expect(days).toEqual(days.toSorted().reverse());
  expect(day).toBe(days[0]);
});

test("a renamed change keeps the id of its first slug, and leads to where it is now", () => {
  const renamed = feed("/").entries.find(({ id }) => id.endsWith("change/old-quota"));
  expect(renamed?.path).toBe("/changes/beta/");
});

test("a change's day is that of its status, and its release stands in the text with its day", () => {
  const entry = feed("/").entries.find(({ id }) => id.endsWith("change/alpha"));
  const asOf = /asOf: "?([0-9-]+)/.exec(String(SOUND["changes/alpha.md"]))?.[1];
  expect(entry?.day).toBe(asOf);
  expect(entry?.text.join("\n")).toContain(
    `merged as of ${asOf}; first in v4.14, 2017-11-12, per git history.`,
  );
});

test("a claim that a fact overturned is a correction of its topics, dated by the look at its change", () => {
  const [entry] = feed("/claims/").entries;
  expect(entry).toMatchObject({ path: `/commits/${SHA}/#claims`, topics: ["user", "pid"] });
  expect(entry?.day).toBe(feed("/").entries.find(({ id }) => id.endsWith("change/alpha"))?.day);
  expect(entry?.text).toEqual([
    "A talk (talk) says v4.13. Decided: the clone proves v4.14, and a fact outweighs any source.",
    expect.stringContaining("v4.13, says A talk; disputed."),
    expect.stringContaining("v4.14, says A talk; agrees with the clone."),
  ]);
  expect(feed("/topics/pid/").entries).toContainEqual(entry);
});

test("a topic's feed lies at its other spellings too", () => {
  expect(feed("/topics/pid/").earlier).toEqual(["/topics/pidns/"]);
});

test("a topic that nothing concerns has an empty feed with the content's newest day", () => {
  const lonely = edit(String(SOUND["topics/pid.md"]), "aliases: [pidns]\n", "");
  const { entries, day } = feed("/topics/lsm/", { "topics/lsm.md": lonely.replace("PID", "LSM") });
  expect(entries).toEqual([]);
  expect(day).toMatch(/^\d{4}-\d\d-\d\d$/);
});

test("an interface has a feed of its own: its release, the changes that name it, corrections of its release", () => {
  const claims = `kind: ioctl
    name: NS_GET_OWNER_UID
    role: introduces
    claims:
      - { release: "v4.13", document: talk, confidence: quoted }
      - { release: "v4.14", document: page, confidence: quoted }`;
  const files = {
    "changes/alpha.md": edit(
      String(SOUND["changes/alpha.md"]),
      "{ kind: ioctl, name: NS_GET_OWNER_UID, role: introduces }",
      claims,
    ),
    "documents/page.yaml": "title: A page\nkind: man-page\n",
  };
  const own = feed("/interfaces/NS_GET_OWNER_UID/", files).entries;
  expect(own.map(({ id }) => id.replace(/^.*2026:/, "")).sort()).toEqual([
    "change/alpha",
    "correction/interfaces/NS_GET_OWNER_UID/release",
    "interfaces/NS_GET_OWNER_UID",
  ]);
  const entry = own.find(({ id }) => id.endsWith(":interfaces/NS_GET_OWNER_UID"));
  expect(entry?.text[0]).toMatch(
    /^First release: since Linux v4\.14, 2017-11-12, per A page \(manual page\)/,
  );
  expect(feed("/interfaces/", files).entries).toEqual(
    expect.arrayContaining([entry, ...own.filter(({ id }) => id.includes("correction/"))]),
  );
});

test("a site that does not know its address has no feeds", async () => {
  for (const format of ["atom", "json"]) {
    const context = { site: undefined, params: { format }, props: { feed: undefined } };
    expect((await GET(context as unknown as Parameters<typeof GET>[0])).body).toBeNull();
  }
});
