import { expect, test } from "vitest";
import {
  ALPHA,
  edit,
  type Files,
  OTHER_SHA,
  problemsWith,
  RELEASES,
  SHA,
  TALK,
  USER,
} from "./content-tree.ts";
import { alpha, beta, CITED, claim, draft, field, outline, relation, unlisted } from "./variants.ts";

const accepted: [string, Files][] = [
  [
    "a citation of a document and of a page",
    alpha('sources: [{ document: talk, at: "slide 2" }, { url: "https://lwn.net/1" }]'),
  ],
  ["claims and outline of known records", { ...claim("change: alpha, field: feature, value: it tells") }],
  ["a change of another declared repository", { "changes/beta.md": beta("repository: libcap") }],
  ["today", { "changes/alpha.md": edit(ALPHA, "2026-01-02", "2026-06-01") }],
  [
    "a moment that is today where it was",
    claim(`commit: "${SHA}", field: authorDate, value: "2026-06-01T23:59:59-12:00"`),
  ],
  ["a candidate of a listed release", claim(`commit: "${SHA}", field: candidate, value: "v4.14-rc1"`)],
  [
    "a libcap release of a libcap change",
    {
      "changes/beta.md": beta("repository: libcap"),
      ...claim('change: beta, field: release, value: "libcap-2.26"'),
    },
  ],
  [
    "the word in what a document is quoted to say",
    claim(`commit: "${SHA}", field: subject, value: "x86: remove a TODO"`),
  ],
  ["a change that cites, in no outline", { ...alpha(CITED), "documents/talk.yaml": unlisted }],
  ["a draft without source", { "changes/alpha.md": draft(ALPHA), "documents/talk.yaml": unlisted }],
  [
    "a merged change with a claimed release",
    {
      "changes/alpha.md": edit(ALPHA, `commits:\n  - sha: "${SHA}"\n`, ""),
      ...claim('change: alpha, field: release, value: "v4.13"'),
    },
  ],
  [
    "a merged change that landed as another",
    {
      "changes/alpha.md": edit(
        field(ALPHA, relation("landed-as", "beta")),
        `commits:\n  - sha: "${SHA}"\n`,
        "",
      ),
      "changes/beta.md": beta(),
    },
  ],
  [
    "a merged change of another repository, without commits",
    { "changes/beta.md": edit(beta("repository: libcap"), `commits:\n  - sha: "${OTHER_SHA}"\n`, "") },
  ],
  [
    "a change that is not merged, without commits",
    { "changes/alpha.md": edit(edit(ALPHA, `commits:\n  - sha: "${SHA}"\n`, ""), "merged", "proposed") },
  ],
];

test.each(accepted)("accepts %s", (_name, files) => {
  expect(problemsWith(files)).toEqual([]);
});

const rejected: [string, Files, string][] = [
  [
    "a citation of an unknown document",
    alpha("sources: [{ document: tlak }]"),
    `content/changes/alpha.md:9:23 sources[0].document: expected a known document, found "tlak". Did you mean "talk"?`,
  ],
  [
    "evidence from an unknown document",
    { "changes/alpha.md": edit(ALPHA, "- document: talk", "- document: nothing-like-it") },
    `content/changes/alpha.md:8:17 status.evidence[0].document: expected a known document, found "nothing-like-it". Add the document, or cite a url.`,
  ],
  [
    "a topic's source that is unknown",
    { "topics/user.md": field(USER, "sources: [{ document: talks }]") },
    `content/topics/user.md:4:23 sources[0].document: expected a known document, found "talks". Did you mean "talk"?`,
  ],
  [
    "an outline of an unknown change",
    outline("{ change: gamma, label: x }"),
    `content/documents/talk.yaml:9:40 outline[1].items[0].change: expected a known change, found "gamma". Add the change, or correct the slug.`,
  ],
  [
    "an outline of an unknown topic",
    outline("{ topic: usr, label: x }"),
    `content/documents/talk.yaml:9:39 outline[1].items[0].topic: expected a known topic, found "usr". Did you mean "user"?`,
  ],
  [
    "a claim about an unknown change",
    claim("change: alfa, field: feature, value: x"),
    `content/documents/talk.yaml:11:15 claims[1].change: expected a known change, found "alfa". Did you mean "alpha"?`,
  ],
  [
    "an unknown repository",
    { "changes/beta.md": beta("repository: linus") },
    `content/changes/beta.md:10:13 repository: expected a known repository, found "linus". Did you mean "linux"?`,
  ],
  [
    "the default repository when nothing declares it",
    { "repositories/linux.yaml": null },
    `content/changes/alpha.md:2:1 repository: expected a known repository, found "linux". Declare it in repositories/.`,
  ],
  [
    "a status from tomorrow",
    { "changes/alpha.md": edit(ALPHA, "2026-01-02", "2026-06-02") },
    `content/changes/alpha.md:6:9 status.asOf: expected a date that is not in the future, found "2026-06-02". Today is 2026-06-01; correct the date.`,
  ],
  [
    "a posting from the future",
    alpha('patchsets: [{ title: x, url: "https://lwn.net/1", date: "2062-01-01" }]'),
    `content/changes/alpha.md:9:57 patchsets[0].date: expected a date that is not in the future, found "2062-01-01". Today is 2026-06-01; correct the date.`,
  ],
  [
    "a first posting without evidence",
    alpha('patchsets: [{ title: x, url: "https://lwn.net/1", date: "2016-01-01", first: true }]'),
    `content/changes/alpha.md:9:78 patchsets[0].first: expected a first posting with its day and evidence, found "no firstEvidence". Add firstEvidence.`,
  ],
  [
    "a first posting later than another one",
    alpha(
      'patchsets: [{ title: x, url: "https://lwn.net/1", date: "2016-01-02", first: true, firstEvidence: [{ url: "https://lwn.net/2" }] }, { title: y, url: "https://lwn.net/2", date: "2016-01-01" }]',
    ),
    `content/changes/alpha.md:9:78 patchsets[0].first: expected no posting as early in the record, found "y, 2016-01-01". Mark the earliest, or none.`,
  ],
  [
    "evidence of a first posting from an unknown document",
    alpha(
      'patchsets: [{ title: x, url: "https://lwn.net/1", date: "2016-01-02", first: true, firstEvidence: [{ document: tolk }] }]',
    ),
    `content/changes/alpha.md:9:112 patchsets[0].firstEvidence[0].document: expected a known document, found "tolk". Did you mean "talk"?`,
  ],
  [
    "a document from the future",
    { "documents/talk.yaml": edit(TALK, "2018-10-25", "2081-10-25") },
    `content/documents/talk.yaml:3:7 date: expected a date that is not in the future, found "2081-10-25". Today is 2026-06-01; correct the date.`,
  ],
  [
    "a claimed date in the future",
    claim(`commit: "${SHA}", field: committerDate, value: "2037-01-25T14:04:15+13:00"`),
    `content/documents/talk.yaml:11:88 claims[1].value: expected a date that is not in the future, found "2037-01-25T14:04:15+13:00". Today is 2026-06-01; correct the date.`,
  ],
  [
    "a release from the future",
    { "releases.yaml": edit(RELEASES, "2017-11-12", "2071-11-12") },
    `content/releases.yaml:4:31 releases[1].date: expected a date that is not in the future, found "2071-11-12". Today is 2026-06-01; correct the date.`,
  ],
  [
    "a release that does not exist",
    claim(`commit: "${SHA}", field: release, value: "v4.41"`),
    `content/documents/talk.yaml:11:82 claims[1].value: expected a release that releases.yaml lists, found "v4.41". Correct it, or add the release there.`,
  ],
  [
    "a candidate of a release that does not exist",
    claim(`commit: "${SHA}", field: candidate, value: "v4.41-rc2"`),
    `content/documents/talk.yaml:11:84 claims[1].value: expected a release that releases.yaml lists, found "v4.41-rc2". Correct it, or add the release there.`,
  ],
  [
    "a libcap release of a kernel commit",
    claim(`commit: "${SHA}", field: release, value: "libcap-2.26"`),
    `content/documents/talk.yaml:11:82 claims[1].value: expected a release of linux (v2.6.N, v3+.N), found "libcap-2.26". Correct the tag, or the repository of the change.`,
  ],
  [
    "a kernel release of a libcap change",
    {
      "changes/beta.md": beta("repository: libcap"),
      ...claim('change: beta, field: release, value: "v4.14"'),
    },
    `content/documents/talk.yaml:11:44 claims[1].value: expected a release of libcap (libcap-N.N), found "v4.14". Correct the tag, or the repository of the change.`,
  ],
  [
    "a release twice",
    { "releases.yaml": `${RELEASES}  - { version: "v4.13", date: null }\n` },
    `content/releases.yaml:5:16 releases[2].version: expected each release once, found v4.13 again. Remove one of the two.`,
  ],
  [
    "releases out of order",
    { "releases.yaml": `${RELEASES}  - { version: "v2.6.39", date: null }\n` },
    `content/releases.yaml:5:16 releases[2].version: expected releases in their order, found v2.6.39 after v4.14. Move it up.`,
  ],
  [
    "a change without source",
    { "documents/talk.yaml": unlisted },
    `content/changes/alpha.md:2:1 sources: expected at least one source, found none. Cite one, or list the change in a document's outline.`,
  ],
  [
    "a merged change without commits or release",
    { "changes/alpha.md": edit(ALPHA, `commits:\n  - sha: "${SHA}"\n`, "") },
    `content/changes/alpha.md:5:10 status.state: expected commits or a claimed release for a merged change, found neither. Name its commits, relate it to what it landed as, or claim its release in a document.`,
  ],
];

test.each(rejected)("rejects %s", (_name, files, message) => {
  expect(problemsWith(files).join("\n")).toBe(message);
});
