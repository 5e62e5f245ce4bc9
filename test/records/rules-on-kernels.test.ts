import { expect, test } from "vitest";
import { type Files, problemsWith, readTree, SOUND, writeTree } from "./content-tree.ts";

const LINE = `title: A line
vendor: Somebody
base: "v4.13"
uname: '^4\\.13\\.0-(?<build>\\d+)\\.some$'
releases:
  - { version: "1.0", build: "10" }
  - { version: "1.1", build: "20" }
released: "2018-01-01"
until: "2020-01-01"
sources:
  - { at: "a list", kind: table }
`;
const FACT = `lines: [some]
interfaces: [NS_GET_OWNER_UID]
changes: [alpha]
kind: backported
absentIn: "10"
from: "15"
summary: It came as a patch.
sources:
  - { url: "https://example.org/a.c", at: "line 3", kind: source-tree }
`;
const BY_NAME = LINE.replace(/uname[\s\S]*?released/, "released");
const files = (fact: string, line = LINE): Files => ({
  "kernels/lines/some.yaml": line,
  "kernels/lines/other.yaml": BY_NAME,
  "kernels/facts/some-fact.yaml": fact,
});
const second = (fact: string): Files => ({ ...files(FACT), "kernels/facts/z-second.yaml": fact });

test("lines and facts are read", () => {
  const { corpus, problems } = readTree(writeTree({ ...SOUND, ...files(FACT) }));
  expect(problems).toEqual([]);
  expect(corpus.kernelLines.map(({ id }) => id)).toEqual(["other", "some"]);
  expect(corpus.vendorFacts).toMatchObject([{ slug: "some-fact", kind: "backported", from: "15" }]);
});

const accepted: [string, Files][] = [
  ["a stable series", files(FACT.replace("[some]", '["v4.13"]'))],
  ["another layer of the same builds", second(FACT.replace("backported", "disabled"))],
  [
    "a build within the last one",
    files(FACT.replace('absentIn: "10"', 'until: "15"').replace('from: "15"', 'from: "15.3"')),
  ],
  [
    "builds that follow each other",
    {
      ...second(FACT.replace(/absentIn[\s\S]*15"/, 'until: "14"').replace("backported", "absent")),
      "kernels/facts/some-fact.yaml": FACT.replace('absentIn: "10"\n', ""),
    },
  ],
];

test.each(accepted)("accepted: %s", (_, given) => {
  expect(problemsWith(given)).toEqual([]);
});

const refused: [string, Files, RegExp][] = [
  [
    "a line nobody knows",
    files(FACT.replace("[some]", "[soem]")),
    /lines\[0\]: expected a known line, found "soem". Did you mean "some"\?/,
  ],
  [
    "an interface nobody knows",
    files(FACT.replace("NS_GET_OWNER_UID", "NS_GET_OWNR_UID")),
    /expected a known interface, found "NS_GET_OWNR_UID"/,
  ],
  [
    "a change nobody knows",
    files(FACT.replace("[alpha]", "[alhpa]")),
    /expected a known change, found "alhpa"/,
  ],
  [
    "neither interface nor change",
    files(FACT.replace(/interfaces.*\nchanges.*\n/, "")),
    /expected an interface or a change/,
  ],
  [
    "builds in the wrong order",
    files(FACT.replace('absentIn: "10"', 'until: "12"')),
    /until: expected a build after 15, found "12"/,
  ],
  [
    "with it before without it",
    files(FACT.replace('"10"', '"16"')),
    /from: expected a build after 16, found "15"/,
  ],
  [
    "a last build without it and no first one with it",
    files(FACT.replace('from: "15"\n', "")),
    /absentIn: expected a first build with it/,
  ],
  [
    "builds of a line that shows none",
    files(FACT.replace("[some]", "[other]")),
    /absentIn: expected no builds, which this line's kernels do not show/,
  ],
  [
    "builds of two lines",
    files(FACT.replace("[some]", "[some, other]")),
    /lines: expected one line where builds are named, found 2/,
  ],
  ["a source without its place", files(FACT.replace(', at: "line 3"', "")), /sources\[0\].at: expected/],
  [
    "a source of a line that the fact is not about",
    files(`${FACT}  - { at: "a list", kind: table, lines: [other] }\n`),
    /sources\[1\]\.lines\[0\]: expected a line of the fact, found "other"/,
  ],
  [
    "a line that no source is of",
    files(
      FACT.replace("[some]", "[some, other]")
        .replace(/absentIn[\s\S]*15"\n/, "")
        .replace("source-tree", "source-tree, lines: [other]"),
    ),
    /lines\[0\]: expected a line that a source is of, found "some"/,
  ],
  ["no source", files(FACT.replace(/sources[\s\S]*$/, "sources: []\n")), /sources: expected/],
  [
    "two facts about the same builds",
    second(FACT),
    /z-second.yaml.* kind: expected one fact about the code of NS_GET_OWNER_UID in some for each build, found some-fact/,
  ],
  [
    "a line with an unlisted base",
    files(FACT, LINE.replace("v4.13", "v4.99")),
    /base: expected a release that releases.yaml lists, found "v4.99"/,
  ],
  [
    "minor releases out of order",
    files(FACT, LINE.replace('"20"', '"9"')),
    /releases\[1\].build: expected a build after 10, found "9"/,
  ],
  [
    "days out of order",
    files(FACT, LINE.replace("2020-01-01", "2017-01-01")),
    /until: expected a day from 2018-01-01 on/,
  ],
  [
    "a pattern for a part of uname -r",
    files(FACT, LINE.replace("some$", "some")),
    /uname: expected a regular expression from \^ to \$/,
  ],
  [
    "a line with its own kernels",
    files(FACT, `${LINE}kernelOf: some\n`),
    /kernelOf: expected another known line/,
  ],
];

test.each(refused)("refused: %s", (_, given, message) => {
  const problems = problemsWith(given);
  expect(problems).toHaveLength(1);
  expect(problems[0]).toMatch(message);
});
