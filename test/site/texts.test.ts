// Every page of the built site, read as text.
import { expect, inject, test } from "vitest";
import { builtPages, textOfHtml } from "./built-pages.ts";

const [site] = inject("sites");
if (!site) throw new Error("no site was built");
const pages = builtPages(site.folder).map(({ path, main }) => ({ path, text: textOfHtml(main) }));

const month =
  "(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\\.?";
const year = "(?:19|20)\\d\\d";
/** Days in any form but 2017-11-12. A month alone, as in "state of June 2025", is not a day. */
const otherDays = [
  `\\b\\d{1,2}(?:\\.|(?:st|nd|rd|th)(?: of)?)? ${month},? ${year}\\b`,
  `\\b${month} \\d{1,2}(?:st|nd|rd|th)?,? ${year}\\b`,
  `\\b${year} ${month} \\d{1,2}\\b`,
  `(?<![/\\w.-])\\d{1,2}/\\d{1,2}/${year}\\b`,
  `(?<![/\\w.-])${year}/\\d{1,2}/\\d{1,2}\\b`,
  `(?<![/\\w.-])\\d{1,2}\\.\\d{1,2}\\.${year}\\b`,
].join("|");

/** An item of the talk, in its own words, and the folder ".". */
const quoted = [
  "libcap 2.26 released on 10 September 2018",
  "Open . with O_PATH",
  "Call it on . with O_PATH",
];

/** The places of a pattern, each with the words around it. */
function found(pattern: string, of: { path: string; text: string }[]): string[] {
  return of.flatMap(({ path, text }) =>
    [...text.matchAll(new RegExp(pattern, "g"))]
      .map(({ index, 0: match }) => text.slice(Math.max(0, index - 40), index + match.length + 20))
      .filter((around) => !quoted.some((each) => around.includes(each)))
      .map((around) => `${path}: ${around}`),
  );
}

const page = (text: string) => [{ path: "/", text }];

test("every day is written as 2017-11-12", () => {
  expect(pages.length).toBeGreaterThan(1000);
  expect(pages.filter(({ text }) => /\b\d{4}-\d\d-\d\d\b/.test(text)).length).toBeGreaterThan(1000);
  expect(found(otherDays, pages)).toEqual([]);
});

test.each([
  "on 12 Nov 2017 it",
  "on 12th of November 2017",
  "November 12, 2017",
  "Sept. 3 2017",
  "2017 Nov 12",
  "12/11/2017",
  "2017/11/12",
  "12.11.2017",
])("the check sees %s", (text) => {
  expect(found(otherDays, page(text))).toHaveLength(1);
});

test.each([
  "2017-11-12",
  "since v4.14 (2017-11-12)",
  "state of June 2025",
  "lkml.org/lkml/2018/9/19/950",
  "v2.6.2005",
])("the check takes %s for no other form", (text) => {
  expect(found(otherDays, page(text))).toEqual([]);
});

/** What pages count, and the forms of its verb. */
const things =
  "changes|claims|commits|sources|interfaces|releases|disagreements|names|hashes|topics|items|flaws|fixes|kernels|backports|histories|lines|builds|postings|are|were|have";
/** Not the end of another number or version: "v2.6.1 changes", "option 1 changes", "1.1 commits". */
const oneOfSeveral = `(?:^|[|:(,;·] ?|\\b(?:all|of|has|and|by|with) )1 (?:[a-z]+ ){0,2}?(?:${things})\\b`;
const severalOfOne =
  "(?:^|[|:(,;·] ?|\\b(?:all|of|has|and|by|with) )(?:0|[2-9]|\\d[\\d,]*\\d) (?:change|claim|commit|source|interface|release|disagreement|name|hash|topic|item|flaw|fix|kernel|backport|history|line|build|posting)\\b";

test("one is singular, all other numbers are plural", () => {
  expect(found("\\b1 (?:claim|change|source)\\b", pages).length).toBeGreaterThan(100);
  expect(found(oneOfSeveral, pages)).toEqual([]);
  expect(found(severalOfOne, pages)).toEqual([]);
});

test.each(["| 1 changes", "by 1 sources", "of 1 unverified claims", "| 1 are merged"])(
  "the check sees %s",
  (text) => {
    expect(found(oneOfSeveral, page(text))).toHaveLength(1);
  },
);

test.each(["| 2 change |", "by 12 source", "| 0 claim", "| 2,396 claim by"])("the check sees %s", (text) => {
  expect(found(severalOfOne, page(text))).toHaveLength(1);
});

/** A sentence that begins right behind another one, as where a template has no space. */
const glued = "[a-z\\d)]\\.(?:A|An|The|It|No|This|These|In|For|See|Of) ";

test("between two sentences is a space", () => {
  expect(found(glued, page("The clone ends at v2.6.38.A clone of it"))).toHaveLength(1);
  expect(found(glued, pages)).toEqual([]);
});

/** A space that the formatter put between an element and the punctuation after it. */
const spaced = "\\w[)\\]”’]? +[,.;:!?](?=\\s|$)";

test("no space stands before punctuation", () => {
  expect(found(spaced, pages)).toEqual([]);
});

test.each(["by 5c8c8b1 , first", "or JSON Feed . Interfaces", "(it) ; then"])("the check sees %s", (text) => {
  expect(found(spaced, page(text))).toHaveLength(1);
});
