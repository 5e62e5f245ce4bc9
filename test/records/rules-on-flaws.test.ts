import { expect, test } from "vitest";
import { ALPHA, edit, type Files, OTHER_SHA, problemsWith, RELEASES, SHA, TALK } from "./content-tree.ts";
import { body, CITED } from "./variants.ts";

const STABLE = `stable:
  - { version: "v4.13.9", date: "2017-10-21" }
  - { version: "v4.13.10", date: "2017-10-27" }
`;
const landing = (release: string, sha = OTHER_SHA) => `{ release: "${release}", sha: "${sha}" }`;
const range = (introduced: string, fixed: string) => `{ introduced: ${introduced}, fixed: ${fixed} }`;
const flaw = (...ranges: string[]): Files => ({
  "releases.yaml": RELEASES + STABLE,
  "documents/talk.yaml": `${TALK}  - commit: "${SHA}"
    field: flaw
    value: { cve: CVE-2017-0001, title: nsfs leak, ranges: [${ranges.join(", ")}] }
    confidence: quoted
`,
});
const since = landing("v4.13", SHA);
const THIRD_SHA = "2462651ffa76b87f9c2e4403ef6e6b89b703fb2f";
const withFix = (sha: string) => edit(ALPHA, "interfaces:", `  - { sha: "${sha}", role: fix }\ninterfaces:`);

const accepted: [string, Files][] = [
  [
    "fixes in the mainline and in a stable series",
    flaw(range(since, landing("v4.14")), range(since, landing("v4.13.9", SHA))),
  ],
  ["no fix", flaw(range(since, "null"))],
  [
    "a flaw that came with a backport too",
    flaw(range(since, landing("v4.14")), range(landing("v4.13.10"), "null")),
  ],
  ["the claim of a fix", flaw(range(landing("v4.13"), landing("v4.14", SHA)))],
  ["a flaw of unknown age", flaw(range("null", landing("v4.14", SHA)))],
  [
    "a body that names a claimed flaw, and lists its fix",
    {
      ...flaw(range(since, landing("v4.14"))),
      "changes/alpha.md": `${withFix(OTHER_SHA)}\nCVE-2017-0001 is fixed.\n`,
    },
  ],
  [
    "a listed stable release with its date in a body",
    { ...flaw(range(since, "null")), ...body("In v4.13.9 (2017-10-21).") },
  ],
];

test.each(accepted)("accepts %s", (_name, files) => {
  expect(problemsWith(files)).toEqual([]);
});

const at = "content/documents/talk.yaml:13:";
const rejected: [string, Files, string][] = [
  [
    "a flaw that another commit brought",
    flaw(range(landing("v4.13"), landing("v4.14"))),
    `${at}60 claims[1].value.ranges: expected the claim's commit as one that introduced or fixed it, found others only. Claim it of a commit that introduced or fixed it.`,
  ],
  [
    "a body that names a flaw without a claim",
    { ...flaw(range(since, landing("v4.14"))), ...body("CVE-2017-0002 is fixed.") },
    'content/changes/alpha.md:20:1 body: expected a flaw that a claim or a fact names, found CVE-2017-0002. Add a claim with the field "flaw" to the document that says so, or run "sincelinux enrich --vulns".',
  ],
  [
    "a body that names a flaw of something else, beside a fix that no flaw names",
    {
      ...flaw(range(since, "null")),
      "changes/beta.md": `${edit(edit(withFix(THIRD_SHA), SHA, OTHER_SHA).replace("introduces", "uses"), "interfaces:", `${CITED}\ninterfaces:`)}\nCVE-2017-0001 is fixed.\n`,
    },
    `content/changes/beta.md:22:1 body: expected CVE-2017-0001 to name a fix that the change lists, found ${THIRD_SHA}. Claim the flaw with this fix, or give the commit another role.`,
  ],
  [
    "a stable release that is not listed",
    flaw(range(since, landing("v4.13.11"))),
    `${at}164 claims[1].value.ranges[0].fixed.release: expected a release that releases.yaml lists, found "v4.13.11". Correct it, or add the release there, under stable.`,
  ],
  [
    "a mainline release that is not listed",
    flaw(range(since, landing("v4.15"))),
    `${at}164 claims[1].value.ranges[0].fixed.release: expected a release that releases.yaml lists, found "v4.15". Correct it, or add the release there, under releases.`,
  ],
  [
    "a fix before the flaw, 9 being less than 10",
    flaw(range(landing("v4.13.10", SHA), landing("v4.13.9"))),
    `${at}156 claims[1].value.ranges[0].fixed: expected a fix after the flaw, found v4.13.9, before v4.13.10. Correct one of the two.`,
  ],
  [
    "a range twice",
    flaw(range(since, "null"), range(since, "null")),
    `${at}161 claims[1].value.ranges[1]: expected each range once, found it again. Remove it.`,
  ],
  [
    "something that is no CVE id",
    {
      "documents/talk.yaml": edit(
        String(flaw(range(since, "null"))["documents/talk.yaml"]),
        "CVE-2017-0001",
        "CVE-17",
      ),
    },
    `${at}19 claims[1].value.cve: expected a CVE id, found "CVE-17". Write it like "CVE-2022-0185".`,
  ],
  [
    "a release of neither kind",
    flaw(range(since, landing("4.14"))),
    `${at}164 claims[1].value.ranges[0].fixed.release: expected a release or stable release of linux (v2.6.N, v3+.N, v2.6.N.N, v3+.N.N), found "4.14". Did you mean "v4.14"?`,
  ],
  [
    "a range without an end",
    flaw(`{ introduced: ${since} }`),
    `${at}61 claims[1].value.ranges[0].fixed: expected fields, found nothing. Add it: The fix in that series; null: the source says that there is none.`,
  ],
  [
    "another day of a listed stable release in a body",
    { ...flaw(range(since, "null")), ...body("In v4.13.9 (2017-10-22).") },
    "content/changes/alpha.md:20:4 body: expected v4.13.9 (2017-10-21), found v4.13.9 (2017-10-22). Write its date as releases.yaml has it.",
  ],
  [
    "stable releases out of order",
    {
      "releases.yaml": `${RELEASES}stable:\n  - { version: "v4.13.10", date: "2017-10-27" }\n  - { version: "v4.13.9", date: "2017-10-21" }\n`,
    },
    "content/releases.yaml:7:16 stable[1].version: expected releases in their order, found v4.13.9 after v4.13.10. Move it up.",
  ],
  [
    "a stable release from the future",
    { "releases.yaml": `${RELEASES}stable:\n  - { version: "v4.13.10", date: "2071-10-27" }\n` },
    `content/releases.yaml:6:34 stable[0].date: expected a date that is not in the future, found "2071-10-27". Today is 2026-06-01; correct the date.`,
  ],
];

test.each(rejected)("rejects %s", (_name, files, message) => {
  expect(problemsWith(files).join("\n")).toBe(message);
});
