import { expect, test } from "vitest";
import { interfaceEntries } from "../../../src/model/interface-entries.ts";
import { citeInterface } from "../../../src/output/cite/cited.ts";
import type { citations } from "../../../src/output/cite/formats.ts";
import { headOfChange, headOfCommit } from "../../../src/site/page-head.ts";
import { disputed } from "../../disputed-content.ts";
import { known } from "../../known-content.ts";

const plain = (text: string) => text.replace(/\\(?=\W)/g, "");
const markdownOf = (formats: ReturnType<typeof citations>) =>
  plain(formats.find(({ id }) => id === "markdown")?.text ?? "");

// Expectations come from the records: the releases that claims and facts of a change name, and the kind of each source.
test("no change that has a release is cited without one, and each claimed one is cited with its kind of source", () => {
  let claimed = 0;
  for (const entry of known.changes) {
    const { releases, origin } = entry.since.first;
    const text = markdownOf(headOfChange(entry, known).cite.formats);
    expect(text).not.toMatch(/not known|\bundefined\b|\bnull\b/);
    if (releases.length === 0) continue;
    for (const release of releases) expect(text, entry.record.slug).toContain(release);
    expect(text, entry.record.slug).not.toContain("release unknown");
    if (origin !== "claim") continue;
    claimed += 1;
    expect(text, entry.record.slug).toMatch(
      /(?:per|derived from|sources disagree:) .*\((?:talk|manual page|commit page|mail|article|source code|distribution|security record|data)\)/,
    );
  }
  expect(claimed).toBeGreaterThan(50);
});

test("no Fixes: line for a merge, an unknown subject, or a commit that introduces a feature", () => {
  let offered = 0;
  for (const entry of known.changes)
    expect(headOfChange(entry, known).cite.formats.map(({ id }) => id)).not.toContain("fixes");
  for (const commit of known.commits) {
    const line = headOfCommit(commit, known)?.cite.formats.find(({ id }) => id === "fixes")?.text;
    if (line === undefined) continue;
    offered += 1;
    expect(line, commit.sha).toMatch(new RegExp(`^Fixes: ${commit.sha.slice(0, 12)} \\("(?!Merge ).+"\\)$`));
    expect(commit.facts?.merge, commit.sha).not.toBe(true);
    const fields = commit.verdicts
      .filter(({ state }) => state !== "disagrees")
      .map(({ claim }) => claim.field);
    expect(fields, commit.sha).not.toContain("introduces");
    expect(fields, commit.sha).not.toContain("feature");
    expect(
      commit.changes.map(({ role }) => role),
      commit.sha,
    ).not.toContain("merge");
  }
  expect(offered).toBeGreaterThan(20);
});

// Expected by hand, from headers, manual pages and the records.
test.each([
  ["CLONE_NEWTIME", "since Linux v5.6, 2020-03-29, header facts"],
  ["CLONE_NEWNS", "in v2.6.12 or before, header facts"],
  ["AT_BENEATH", "in no header that was read, up to v7.2, header facts"],
  ["CAP_BPF", "since Linux v5.8, 2020-08-02, per Linux man-pages (manual page) and 1 more"],
  ["cgroup.freeze", /^since Linux v5\.2, 2019-07-07, derived from /],
  ["blkio.weight", "since Linux v2.6.33, 2010-02-24, the release of its commit"],
  ["nsdelegate", /^since Linux v4\.13, 2017-09-03, derived from /],
  ["getcap -n", /^since libcap-2\.26, 2018-09-10, derived from /],
  ["cpuset", "release unknown"],
])("%s is cited with its own release and its evidence", (name, standing) => {
  const entry = interfaceEntries(known).find((each) => each.name === name);
  expect(entry && citeInterface(entry, known, undefined).standing).toEqual(
    typeof standing === "string" ? standing : expect.stringMatching(standing),
  );
});

test("an interface on whose release equally good sources disagree is cited with both", () => {
  const entry = interfaceEntries(disputed).find((each) => each.name === "nsdelegate");
  expect(entry && citeInterface(entry, disputed, undefined).standing).toMatch(
    /^since Linux v4\.13, 2017-09-03, or v4\.15, 2018-01-28; sources disagree: /,
  );
});
