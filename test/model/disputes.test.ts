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
  const banners = known.changes.flatMap(({ record: { slug } }) => changePage(slug).banner ?? []);
  const words = banners.flatMap(({ explanations }) =>
    explanations.map((pieces) =>
      pieces.map((piece) => (typeof piece === "string" ? piece : piece.name)).join(""),
    ),
  );
  expect(new Set(words)).toEqual(new Set(shown.map(({ explanation }) => explanation)));
});

test("each says what differs and how it is decided, or why it is not", () => {
  for (const { explanation } of shown)
    expect(explanation).toMatch(
      /^.+ \(.+\) (?:says|implies) .+\. (?:Decided: .*(?:fact|better kind of source)|Undecided: .*equally good)/,
    );
});

test("the better kind of source decides, and not the worse one", () => {
  const removed = shown.find(({ commit }) => commit?.subject?.includes("mandatory"));
  expect(removed?.explanation).toMatch(
    / v5\.14, Linux man-pages \(manual page\) .* v5\.15\. Decided: the latter /,
  );
});
