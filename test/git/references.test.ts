import { expect, test } from "vitest";
import { referencesIn } from "../../src/git/messages/references.ts";

const A = "1f3c8804acba841b5573b953f5560d2683d2db0d";
const B = "5fdbe44d033d059cc56c2803e6b4dbd8cb4e5e39";

/** `kind prefix` of every reference in a commit with this message. */
function kindsIn(message: string): string[] {
  const header = `tree ${"0".repeat(40)}\nauthor A <a@example.org> 0 +0000\ncommitter A <a@example.org> 0 +0000\n`;
  return referencesIn(Buffer.from(`${header}\n${message}`)).map(({ kind, prefix }) => `${kind} ${prefix}`);
}

test.each([
  ["git revert", `Revert "x"\n\nThis reverts commit ${A}.\n`],
  ["another subject", `net: undo x\n\nIt broke.\n\nThis reverts commit ${A}, as reported.\n`],
  ["git revert --reference", `Revert "x"\n\nThis reverts commit ${A.slice(0, 12)} (x, 2010-01-01).\n`],
  ["a line that was wrapped", `Revert "x"\n\nThis reverts commit\n${A}.\n`],
  ["a revert of a revert", `Reapply "x"\n\nThis reverts commit ${A}.\n`],
  ["git of 2005", `Revert "x"\n\nThis reverts ${A} commit.\n`],
  ["by hand under git's subject", `revert "x"\n\nRevert ${A}.\n`],
  ["by hand under git's subject, with a prefix", `[PATCH] mm: revert "x"\n\nRevert commit ${A}\n`],
])("%s is a revert", (_, message) => {
  expect(kindsIn(message)[0]).toBe(`revert ${message.includes(A) ? A : A.slice(0, 12)}`);
});

test("of a merge only the merge is reverted, not what it was merged into", () => {
  const message = `Revert "Merge branch 'x'"\n\nThis reverts commit ${A}, reversing\nchanges made to ${B}.\n`;
  expect(kindsIn(message)).toEqual([`revert ${A}`, `mention ${B}`]);
});

test.each([
  ["quoted in a mail", `x\n\n> David, I had to revert ${A}\n`],
  ["quoted git revert", `x\n\n> This reverts commit ${A}.\n`],
  ["indented, as git log shows it", `x\n\n    This reverts commit ${A}.\n`],
  ["announced", `x\n\nThis allows to revert commit ${A}.\n`],
  ["denied", `x\n\nThis does not revert commit ${A}.\n`],
  ["within a sentence", `x\n\nIt is not true that this reverts commit ${A}.\n`],
  ["within a line", `x\n\nIt broke. This reverts commit ${A}.\n`],
  ["in part", `x\n\nThis partially reverts commit ${A}.\n`],
  ["in part, under a subject", `Partially revert "x"\n\nRevert commit ${A}.\n`],
  ["in the past", `x\n\nThis reverted commit ${A} was good.\n`],
  ["by hand under another subject", `x: simplify\n\nRevert commit ${A}.\n`],
  ["without the word commit", `x\n\nThis reverts ${A}.\n`],
])("%s is no revert", (_, message) => {
  expect(kindsIn(message)).toEqual([`mention ${A}`]);
});

test("a revert that was copied to a stable branch says so of both", () => {
  const message = `Revert "x"\n\ncommit ${B} upstream.\n\nThis reverts commit ${A}.\n`;
  expect(kindsIn(message)).toEqual([`copy ${B}`, `revert ${A}`]);
});

test.each([
  [`Fixes: ${A.slice(0, 12)} ("x")`, "fix"],
  [`fixes: commit ${A}`, "fix"],
  [`this fixes: ${A}`, "mention"],
  [`commit ${A} upstream.`, "copy"],
  [`Commit ${A} upstream`, "copy"],
  [`[ Upstream commit ${A} ]`, "copy"],
  [`[Upstream commit ${A}]`, "copy"],
  [`(cherry picked from commit ${A})`, "copy"],
  [`as upstream commit ${A} says`, "mention"],
  [`see commit ${A} upstream`, "mention"],
  [`introduced by ${A}`, "mention"],
])("%j is a %s", (message, kind) => {
  expect(kindsIn(`subject\n\n${message}\n`)).toEqual([expect.stringContaining(kind)]);
});
