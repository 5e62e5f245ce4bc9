import { expect, test } from "vitest";
import {
  ALPHA,
  BETA,
  edit,
  type Files,
  OTHER_SHA,
  PID,
  problemsWith,
  RELEASES,
  SHA,
  TALK,
  USER,
} from "./content-tree.ts";

const field = (text: string, lines: string) => edit(text, "summary:", `${lines}\nsummary:`);
const alpha = (lines: string) => ({ "changes/alpha.md": field(ALPHA, lines) });
const body = (text: string) => ({ "changes/alpha.md": `${ALPHA}\n${text}\n` });
const draft = (text: string) => field(text, "draft: true");
const CITED = 'sources: [{ url: "https://lwn.net/1" }]';
/** A second change that stands by itself. */
const beta = (lines = "repository: linux") => field(BETA, `${CITED}\n${lines}`);
const claim = (lines: string) => ({ "documents/talk.yaml": `${TALK}  - { ${lines}, confidence: quoted }\n` });
const outline = (item: string) => ({
  "documents/talk.yaml": edit(TALK, "claims:", `  - { heading: More, items: [${item}] }\nclaims:`),
});
const unlisted = edit(TALK, '      - { change: alpha, label: "(user) who owns it" }\n', "");
const relation = (type: string, to: string) => `relations: [{ type: ${type}, to: ${to} }]`;

const accepted: [string, Files][] = [
  ["the sound tree", {}],
  [
    "nothing but releases",
    Object.fromEntries(
      [
        "changes/alpha.md",
        "topics/user.md",
        "topics/pid.md",
        "documents/talk.yaml",
        "repositories/linux.yaml",
        "repositories/libcap.yaml",
      ].map((name) => [name, null]),
    ),
  ],
  ["the tag all", { "changes/alpha.md": edit(ALPHA, "[user, pidns]", "[all]") }],
  [
    "a placeholder as the tag of a draft",
    { "changes/alpha.md": edit(draft(ALPHA), "[user, pidns]", "[TODO]") },
  ],
  ["an alias of its own", alpha("aliases: [older-alpha]")],
  [
    "a commit in two changes, one of which says why",
    {
      "changes/beta.md": edit(
        beta(),
        `"${OTHER_SHA}"`,
        `"${SHA}"\n    role: uapi\n    note: It brings the flag`,
      ),
    },
  ],
  ["a relation to another change", { "changes/beta.md": beta(relation("part-of", "alpha")) }],
  [
    "a relation of a draft to a draft",
    {
      "changes/beta.md": beta(`${relation("part-of", "gamma")}\ndraft: true`),
      "changes/gamma.md": draft(edit(BETA, OTHER_SHA, "a".repeat(40))),
    },
  ],
  [
    "a circle of different types",
    { ...alpha(relation("part-of", "beta")), "changes/beta.md": beta(relation("requires", "alpha")) },
  ],
  [
    "two ways to one change",
    {
      ...alpha("relations: [{ type: requires, to: beta }, { type: requires, to: gamma }]"),
      "changes/beta.md": beta(relation("requires", "gamma")),
      "changes/gamma.md": edit(beta(), OTHER_SHA, "a".repeat(40)),
    },
  ],
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
  ["HTML in code", body("In `/proc/<pid>/ns`:\n\n```\n<b>x</b>\n```\n\nand 1 < 2 > 0.")],
  [
    "links to pages, records and places",
    body(
      "[a](https://lwn.net/) [b](sincelinux:user) [c](sincelinux:talk#x) [d](#x) <https://lwn.net>\n\n[e]\n\n[e]: sincelinux:pid",
    ),
  ],
  ["a placeholder in a draft", { "changes/alpha.md": edit(draft(ALPHA), "Ask a", "TODO ask a") }],
  ["the word in a name", body("The flag is TODOS, and todo is a word.")],
  [
    "the word in what a document is quoted to say",
    claim(`commit: "${SHA}", field: subject, value: "x86: remove a TODO"`),
  ],
  ["a short body in a draft", { "changes/alpha.md": `${draft(ALPHA).split("\n---\n")[0]}\n---\nShort.\n` }],
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
  ["a character reference that can be seen", body("A &lt;pid&gt; and &#x41;.")],
  ["lists in lists", body("- a\n  - b\n    > c")],
];

test.each(accepted)("accepts %s", (_name, files) => {
  expect(problemsWith(files)).toEqual([]);
});

const rejected: [string, Files, string][] = [
  [
    "an unknown tag like a known one",
    { "changes/alpha.md": edit(ALPHA, "[user,", "[usr,") },
    `content/changes/alpha.md:3:8 tags[0]: expected a known tag, found "usr". Did you mean "user"?`,
  ],
  [
    "an unknown tag like no other",
    { "changes/alpha.md": edit(ALPHA, "[user,", "[seccomp,") },
    `content/changes/alpha.md:3:8 tags[0]: expected a known tag, found "seccomp". Known tags: all, pid, pidns, user.`,
  ],
  [
    "a placeholder as a tag",
    { "changes/alpha.md": edit(ALPHA, "[user,", "[TODO,") },
    `content/changes/alpha.md:3:8 tags[0]: expected no placeholder, found "TODO". Fill it in, or set "draft: true".`,
  ],
  [
    "an alias that is a slug",
    { ...alpha("aliases: [beta]"), "changes/beta.md": beta() },
    `content/changes/alpha.md:9:11 aliases[0]: expected an alias of no other record, found "beta", which names a record. Remove it here or there.`,
  ],
  [
    "an alias that is its own slug",
    alpha("aliases: [older, alpha]"),
    `content/changes/alpha.md:9:18 aliases[1]: expected an alias of no other record, found "alpha", which names a record. Remove it here or there.`,
  ],
  [
    "an alias of two changes",
    { ...alpha("aliases: [older]"), "changes/beta.md": beta("aliases: [older]") },
    `content/changes/beta.md:10:11 aliases[0]: expected an alias of no other record, found "older", which "alpha" has too. Remove it here or there.`,
  ],
  [
    "an alias of two topics",
    { "topics/user.md": field(USER, "aliases: [pidns]") },
    `content/topics/user.md:4:11 aliases[0]: expected an alias of no other record, found "pidns", which "pid" has too. Remove it here or there.`,
  ],
  [
    "a topic's alias that is a topic",
    { "topics/user.md": field(USER, "aliases: [pid]") },
    `content/topics/user.md:4:11 aliases[0]: expected an alias of no other record, found "pid", which names a record. Remove it here or there.`,
  ],
  [
    "a topic's alias that stands for all",
    { "topics/user.md": field(USER, "aliases: [all]") },
    `content/topics/user.md:4:11 aliases[0]: expected an alias of no other record, found "all", which names a record. Remove it here or there.`,
  ],
  [
    "a topic named all",
    { "topics/all.md": PID.replace("aliases: [pidns]\n", "") },
    `content/topics/all.md:2:1 file: expected a topic's own name, found "all". It stands for every namespace; rename the file.`,
  ],
  [
    "a change named like a topic",
    { "changes/user.md": beta() },
    `content/changes/user.md:2:1 file: expected a name of its own, found the topic "user" too. Rename one of the two files.`,
  ],
  [
    "a change named like a document",
    { "changes/talk.md": beta() },
    `content/changes/talk.md:2:1 file: expected a name of its own, found the document "talk" too. Rename one of the two files.`,
  ],
  [
    "a document named like a topic",
    { "documents/user.yaml": "title: Other\nkind: talk\n" },
    `content/documents/user.yaml:1:1 file: expected a name of its own, found the topic "user" too. Rename one of the two files.`,
  ],
  [
    "a commit that is core of two changes",
    { "changes/beta.md": edit(beta(), OTHER_SHA, SHA) },
    `content/changes/beta.md:13:5 commits[0].role: expected one change to call d95fa3c76a66 core, found core here and in alpha. Give it another role in one of them, with a note.`,
  ],
  [
    "a commit in two changes without a note",
    { "changes/beta.md": edit(beta(), `"${OTHER_SHA}"`, `"${SHA}"\n    role: fix`) },
    `content/changes/beta.md:13:5 commits[0]: expected a note, since the commit is also in alpha, found none. Say in a note what the commit is to this change.`,
  ],
  [
    "a commit twice in a change",
    {
      "changes/alpha.md": edit(
        ALPHA,
        `  - sha: "${SHA}"\n`,
        `  - sha: "${SHA}"\n  - sha: "${SHA}"\n    role: fix\n`,
      ),
    },
    `content/changes/alpha.md:12:10 commits[1].sha: expected each commit once, found d95fa3c76a66 a second time. Merge the two.`,
  ],
  [
    "a relation to nowhere",
    { "changes/beta.md": beta(relation("part-of", "alhpa")) },
    `content/changes/beta.md:10:34 relations[0].to: expected a known change, found "alhpa". Did you mean "alpha"?`,
  ],
  [
    "a relation to an earlier slug",
    { ...alpha("aliases: [older]"), "changes/beta.md": beta(relation("part-of", "older")) },
    `content/changes/beta.md:10:34 relations[0].to: expected the slug of today, found "older". Write "alpha".`,
  ],
  [
    "a relation to itself",
    alpha(relation("requires", "alpha")),
    `content/changes/alpha.md:9:35 relations[0].to: expected another change, found this one. Remove the relation, or correct it.`,
  ],
  [
    "a relation to a draft",
    { "changes/alpha.md": draft(ALPHA), "changes/beta.md": beta(relation("follows", "alpha")) },
    `content/changes/beta.md:10:34 relations[0].to: expected a published change, found the draft "alpha". Finish that one first.`,
  ],
  [
    "a circle of two",
    { ...alpha(relation("requires", "beta")), "changes/beta.md": beta(relation("requires", "alpha")) },
    `content/changes/alpha.md:9:13 relations[0]: expected no circle of requires, found alpha → beta → alpha. Remove one of these relations.`,
  ],
  [
    "a circle of three, beside a way into it",
    {
      ...alpha(relation("follows", "gamma")),
      "changes/beta.md": beta(relation("follows", "delta")),
      "changes/gamma.md": edit(beta(relation("follows", "beta")), OTHER_SHA, "a".repeat(40)),
      "changes/delta.md": edit(beta(relation("follows", "gamma")), OTHER_SHA, "b".repeat(40)),
    },
    `content/changes/beta.md:10:13 relations[0]: expected no circle of follows, found beta → delta → gamma → beta. Remove one of these relations.`,
  ],
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
    `content/documents/talk.yaml:11:82 claims[1].value: expected a release of linux (v2.6.N, vN.N), found "libcap-2.26". Correct the tag, or the repository of the change.`,
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
    "raw HTML in a line",
    body("It is in /proc/<pid>/ns today."),
    `content/changes/alpha.md:18:16 body: expected no raw HTML, found <pid>. Write it in backticks.`,
  ],
  [
    "a block of raw HTML",
    body('<div class="x">\nText\n</div>'),
    `content/changes/alpha.md:18:1 body: expected no raw HTML, found <div class="x">. Write it in backticks.`,
  ],
  [
    "a comment",
    body("<!-- remember this -->"),
    `content/changes/alpha.md:18:1 body: expected no raw HTML, found <!-- remember this -->. Remove the comment; in the frontmatter, # begins one.`,
  ],
  [
    "a script as a link",
    body("Go [there](javascript:alert(1))."),
    `content/changes/alpha.md:18:4 body: expected an http or https address, sincelinux:<slug> or #<place>, found "javascript:alert(1)". Correct the address, or write the text in backticks.`,
  ],
  [
    "a link to a path",
    body("Go [there](/changes/)."),
    `content/changes/alpha.md:18:4 body: expected an http or https address, sincelinux:<slug> or #<place>, found "/changes/". Correct the address, or write the text in backticks.`,
  ],
  [
    "a message-id that Markdown takes for mail",
    body("See 20180919205037.9574-1-dima@arista.com there."),
    `content/changes/alpha.md:18:5 body: expected an http or https address, sincelinux:<slug> or #<place>, found "mailto:20180919205037.9574-1-dima@arista.com". Write a mail address or message-id in backticks.`,
  ],
  [
    "a link to an unknown record",
    body("Go [there](sincelinux:alpa)."),
    `content/changes/alpha.md:18:4 body: expected a known change, topic or document, found "sincelinux:alpa". Did you mean "alpha"?`,
  ],
  [
    "a link to an earlier slug",
    { ...body("Go [there](sincelinux:older)."), "changes/beta.md": beta("aliases: [older]") },
    `content/changes/alpha.md:18:4 body: expected the slug of today, found "sincelinux:older". Write "beta".`,
  ],
  [
    "a link to the page itself",
    body("Go [there](sincelinux:alpha#x)."),
    `content/changes/alpha.md:18:4 body: expected another record, found this one. Link to #<place>, or remove the link.`,
  ],
  [
    "a link to a draft",
    { ...body("Go [there](sincelinux:beta)."), "changes/beta.md": beta("draft: true") },
    `content/changes/alpha.md:18:4 body: expected a published record, found the draft "beta". Finish that one first.`,
  ],
  [
    "a definition that leads nowhere",
    body("[a]\n\n[a]: sincelinux:nowhere-at-all"),
    `content/changes/alpha.md:20:1 body: expected a known change, topic or document, found "sincelinux:nowhere-at-all". Add the record, or correct the slug.`,
  ],
  [
    "an image",
    body("![a cat](https://example.org/cat.png)"),
    `content/changes/alpha.md:18:1 body: expected no image, found "a cat". Link to it instead.`,
  ],
  [
    "a placeholder in a field",
    { "changes/alpha.md": edit(ALPHA, "Ask a", "TODO ask a") },
    `content/changes/alpha.md:2:8 title: expected no placeholder, found "TODO ask a namespace who owns it". Fill it in, or set "draft: true".`,
  ],
  [
    "a placeholder in an address",
    { "changes/alpha.md": edit(ALPHA, "document: talk", 'url: "https://example.org/TODO"') },
    `content/changes/alpha.md:8:12 status.evidence[0].url: expected no placeholder, found "https://example.org/TODO". Fill it in, or set "draft: true".`,
  ],
  [
    "a placeholder in a body",
    body("TODO: caveats."),
    `content/changes/alpha.md:18:1 body: expected no placeholder, found TODO. Fill it in, or set "draft: true".`,
  ],
  [
    "a placeholder in a topic",
    { "topics/user.md": edit(USER, "User namespaces", "TODO") },
    `content/topics/user.md:2:7 name: expected no placeholder, found "TODO". Fill it in, or set "draft: true".`,
  ],
  [
    "a short body",
    { "changes/alpha.md": `${ALPHA.split("\n---\n")[0]}\n---\n\nIt does a thing.\n` },
    `content/changes/alpha.md:16:1 body: expected at least 40 words, found 4. Say what it does, why it matters and how to detect it, or set "draft: true".`,
  ],
  [
    "no body",
    { "topics/user.md": `${USER.split("\n---\n")[0]}\n---` },
    `content/topics/user.md:5:4 body: expected at least 40 words, found 0. Say what it does, why it matters and how to detect it, or set "draft: true".`,
  ],
  [
    "a body without end",
    body("word ".repeat(4000)),
    `content/changes/alpha.md:15:1 body: expected at most 16384 characters, found 20274. Shorten it.`,
  ],
  [
    "lists without end",
    body(`${"> ".repeat(30)}deep`),
    `content/changes/alpha.md:15:1 body: expected at most 20 levels of lists and quotes, found more. Shorten it.`,
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
  [
    "a bidi control as a character reference",
    body("A &#x202E;word."),
    `content/changes/alpha.md:18:1 body: expected visible characters, found U+202E. Remove the character reference.`,
  ],
];

test.each(rejected)("rejects %s", (_name, files, message) => {
  expect(problemsWith(files).join("\n")).toBe(message);
});
