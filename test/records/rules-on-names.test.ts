import { expect, test } from "vitest";
import {
  ALPHA,
  BETA,
  edit,
  type Files,
  OTHER_SHA,
  PID,
  problemsWith,
  SHA,
  TALK,
  USER,
} from "./content-tree.ts";
import { alpha, beta, draft, field, relation } from "./variants.ts";

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
    "an alias of two documents",
    {
      "documents/talk.yaml": edit(TALK, "kind: talk\n", "kind: talk\naliases: [older]\n"),
      "documents/other.yaml": "title: Other\nkind: talk\naliases: [older]\n",
    },
    `content/documents/talk.yaml:3:11 aliases[0]: expected an alias of no other record, found "older", which "other" has too. Remove it here or there.`,
  ],
  [
    "a document's alias that is a document",
    { "documents/other.yaml": "title: Other\nkind: talk\naliases: [talk]\n" },
    `content/documents/other.yaml:3:11 aliases[0]: expected an alias of no other record, found "talk", which names a record. Remove it here or there.`,
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
    `content/changes/beta.md:10:34 relations[0].to: expected the current slug, found "older". Write "alpha".`,
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
    `content/changes/alpha.md:9:13 relations[0]: expected no cycle of requires, found alpha → beta → alpha. Remove one of these relations.`,
  ],
  [
    "a circle of three, beside a way into it",
    {
      ...alpha(relation("follows", "gamma")),
      "changes/beta.md": beta(relation("follows", "delta")),
      "changes/gamma.md": edit(beta(relation("follows", "beta")), OTHER_SHA, "a".repeat(40)),
      "changes/delta.md": edit(beta(relation("follows", "gamma")), OTHER_SHA, "b".repeat(40)),
    },
    `content/changes/beta.md:10:13 relations[0]: expected no cycle of follows, found beta → delta → gamma → beta. Remove one of these relations.`,
  ],
];

test.each(rejected)("rejects %s", (_name, files, message) => {
  expect(problemsWith(files).join("\n")).toBe(message);
});
