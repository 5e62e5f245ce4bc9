import { expect, test } from "vitest";
import { feedsOf } from "../../src/output/feeds/feeds.ts";
import { changePage } from "../../src/site/change-page.ts";
import { claimsPage } from "../../src/site/claims-view.ts";
import { homePage } from "../../src/site/home-page.ts";
import { known } from "../known-content.ts";

const shown = claimsPage().disputes;

test("home, claims, the feed of corrections and the pages of changes count the same disagreements", () => {
  expect(shown.length).toBeGreaterThan(0);
  expect(homePage().counts.disputes).toBe(shown.length);
  expect(feedsOf(known).find(({ path }) => path === "/claims/")?.entries).toHaveLength(shown.length);
  const banners = known.changes.flatMap(({ record: { slug } }) => changePage(slug).disputes);
  expect(new Set(banners.map(({ explanation }) => explanation))).toEqual(
    new Set(shown.map(({ explanation }) => explanation)),
  );
});

test("each says what differs and how it is decided, or why it is not", () => {
  for (const { explanation } of shown)
    expect(explanation).toMatch(
      /^.+ \(.+\) (?:says|lets us conclude) .+\. (?:Decided: .*(?:fact|better kind of source)|Undecided: .*equally good)/,
    );
});

test("the better kind of source decides, and not the worse one", () => {
  const removed = shown.find(({ commit }) => commit?.subject?.includes("mandatory"));
  expect(removed?.explanation).toMatch(
    / v5\.14, Linux man-pages \(manual page\) .* v5\.15\. Decided: the latter /,
  );
});

test("a dispute over the commit is not taken for one over the release", () => {
  expect(changePage("nsfs-ioctls").disputes.map(({ over }) => over)).toContain(
    "the commit that introduces NS_GET_OWNER_UID, not the release",
  );
  expect(changePage("time-namespaces").disputes).toContainEqual({
    over: "the release",
    explanation: expect.stringMatching(/v5\.8\. Decided: headers prove v5\.6/),
  });
});
