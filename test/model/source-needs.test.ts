import { expect, test } from "vitest";
import type { NameRow } from "../../src/domain/names-table.ts";
import type { UsedName } from "../../src/domain/source-names.ts";
import { answerInterface } from "../../src/model/interface-answer.ts";
import { decideInterface } from "../../src/model/interface-since.ts";
import { sourceNeeds } from "../../src/model/source-needs.ts";
import { sourceText } from "../../src/output/interface-text.ts";

const row = (
  name: string,
  absentIn: string | null,
  presentIn: string,
  isClosed = absentIn !== null,
): NameRow => ({
  ...{ name, absentIn, presentIn, isClosed, header: "linux/x.h" },
});
const rows = [
  row("MS_OLD", null, "v2.6.12"),
  row("MS_NEW", "v5.9", "v5.10"),
  row("MS_BETWEEN", "v4.10", "v4.12", false),
  ...["MS_A", "MS_B"].map((name) => row(name, null, "v2.6.12")),
  row("openat2()", "v5.5", "v5.6"),
  row("mount()", null, "v2.6.12"),
  row("open_how{}", "v5.5", "v5.6"),
];
const names = new Map(rows.map((each) => [each.name, each]));
const previous = (release: string) => ({ "v5.10": "v5.9", "v5.6": "v5.5" })[release] ?? null;
const days = new Map([["v5.10", "2020-12-13"]]);
const known = { commit: () => undefined, releaseDate: (release: string) => days.get(release) ?? null };
const needsOf = (used: readonly UsedName[]) =>
  sourceNeeds(used, names.keys(), (input) =>
    decideInterface(answerInterface(input, { histories: new Map(), names, previous }), undefined, known),
  );
const used = (...inputs: string[]) =>
  inputs.map((input, at) => ({ input, line: at + 1, column: 1, isGuess: input.includes("(") }));

test("names are listed newest first, older than all headers last, and what no header has apart", () => {
  const { needs, unknown } = needsOf(
    used(
      "MS_OLD",
      "struct open_how",
      "MS_BETWEEN",
      "__NR_openat2",
      "MS_NEW",
      "MS_NONE",
      "MY_OWN",
      "none_of()",
      "mount()",
      "SYS_none",
    ),
  );
  expect(needs.map(({ input, release, line }) => `${input} ${release} ${line}`)).toEqual([
    "MS_NEW v5.10 5",
    "struct open_how v5.6 2",
    "__NR_openat2 v5.6 4",
    "MS_BETWEEN null 3",
    "MS_OLD null 1",
  ]);
  expect(unknown.map(({ input, error }) => `${input} ${error}`)).toEqual([
    "MS_NONE unknown",
    "SYS_none unknown",
  ]);
});

test("for a terminal: the newest kernel, then each name with its line", () => {
  const needs = needsOf(used("MS_OLD", "MS_NEW", "MS_BETWEEN", "MS_\u001b[0m"));
  expect(sourceText("a.c", needs, days)).toBe(
    [
      "a.c needs v5.10 (2020-12-13)",
      "  v5.10 (2020-12-13)                   MS_NEW, line 2",
      "  after v4.10, in v4.12 at the latest  MS_BETWEEN, line 3",
      "  1 name in the oldest headers that were read",
      "  in no header, so of the C library, the program or never merged: MS_\\u001b[0m",
    ].join("\n"),
  );
  expect(sourceText("a.c", needsOf([]), new Map())).toBe("a.c needs no release in particular");
});
