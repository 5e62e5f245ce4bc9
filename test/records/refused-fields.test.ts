import { expect, test } from "vitest";
import { ALPHA, edit, type Files, PID, problemsWith, RELEASES, SHA, TALK, USER } from "./content-tree.ts";

const alpha = (from: string, to: string): Files => ({ "changes/alpha.md": edit(ALPHA, from, to) });
const talk = (from: string, to: string): Files => ({ "documents/talk.yaml": edit(TALK, from, to) });

/** What a field can get wrong: [name, files, message]. */
const cases: [string, Files, string][] = [
  [
    "a misspelt field",
    alpha("title:", "titel:"),
    `content/changes/alpha.md:2:1 titel: expected a known field, found "titel". Did you mean "title"?`,
  ],
  [
    "an unknown field like no other",
    alpha("summary:", "colour: red\nsummary:"),
    `content/changes/alpha.md:9:1 colour: expected a known field, found "colour". Known here: title, tags, repository, status, summary, commits, patchsets, interfaces, config, manPages, removes, relations, sources, aliases, draft.`,
  ],
  [
    "a misspelt field in a list",
    alpha(`- sha: "${SHA}"`, `- sha: "${SHA}"\n    nte: x`),
    `content/changes/alpha.md:12:5 commits[0].nte: expected a known field, found "nte". Did you mean "note"?`,
  ],
  [
    "a misspelt field of a claim",
    talk("confidence: quoted", "confidence: quoted, resaon: x"),
    `content/documents/talk.yaml:10:111 claims[0].resaon: expected a known field, found "resaon". Did you mean "reason"?`,
  ],
  [
    "a missing field",
    alpha("summary: A program can ask for the owner of a namespace.\n", ""),
    `content/changes/alpha.md:2:1 summary: expected text, found nothing. Add it: One or two sentences: what a program can do now.`,
  ],
  [
    "a short hash",
    alpha(SHA, "d95fa3c"),
    `content/changes/alpha.md:11:10 commits[0].sha: expected 40 hex digits, found "d95fa3c". Write the whole hash, in lower case.`,
  ],
  [
    "a hash in upper case",
    alpha(SHA, SHA.toUpperCase()),
    `content/changes/alpha.md:11:10 commits[0].sha: expected 40 hex digits, found "D95FA3C76A66B6D76B1E109EA505C55E66360F3C". Write the whole hash, in lower case.`,
  ],
  [
    "a hash that YAML takes for a number",
    alpha(`"${SHA}"`, "1234567890123456789012345678901234567890"),
    `content/changes/alpha.md:11:10 commits[0].sha: expected text, found 1234567890123456789012345678901234567890 (a number). Quote it: "1234567890123456789012345678901234567890".`,
  ],
  [
    "a number where a version belongs",
    talk('value: "v4.14"', "value: 4.10"),
    `content/documents/talk.yaml:10:82 claims[0].value: expected text, found 4.10 (a number). Quote it: "4.10".`,
  ],
  [
    "a number where text belongs",
    alpha("title: Ask a namespace who owns it", "title: 5.10"),
    `content/changes/alpha.md:2:8 title: expected text, found 5.10 (a number). Quote it: "5.10".`,
  ],
  [
    "true where text belongs",
    alpha("name: NS_GET_OWNER_UID", "name: true"),
    `content/changes/alpha.md:13:26 interfaces[0].name: expected text, found true (a boolean). Quote it: "true".`,
  ],
  [
    "a version without its v",
    talk('"v4.14"', '"4.14"'),
    `content/documents/talk.yaml:10:82 claims[0].value: expected a release of linux (v2.6.N, v3+.N), found "4.14". Did you mean "v4.14"?`,
  ],
  [
    "a state like a known one",
    alpha("state: merged", "state: mergd"),
    `content/changes/alpha.md:5:10 status.state: expected one of idea, proposed, in-review, merged, partly, superseded, rejected, found "mergd". Did you mean "merged"?`,
  ],
  [
    "a state like no other",
    alpha("state: merged", "state: done-and-dusted"),
    `content/changes/alpha.md:5:10 status.state: expected one of idea, proposed, in-review, merged, partly, superseded, rejected, found "done-and-dusted". Choose one of them.`,
  ],
  [
    "an unknown kind of claim",
    talk("field: release", "field: relase"),
    `content/documents/talk.yaml:10:66 claims[0].field: expected one of subject, author, authorDate, committer, committerDate, merge, release, candidate, releaseDate, introduces, feature, posting, followUp, flaw, found "relase". Did you mean "release"?`,
  ],
  [
    "a day that does not exist",
    alpha("2026-01-02", "2026-02-30"),
    `content/changes/alpha.md:6:9 status.asOf: expected a day that exists, as YYYY-MM-DD, found "2026-02-30". Write it like "2018-10-25", quoted.`,
  ],
  [
    "a day as a number",
    alpha('"2026-01-02"', "2026"),
    `content/changes/alpha.md:6:9 status.asOf: expected a day that exists, as YYYY-MM-DD, found 2026 (a number). Write it like "2018-10-25", quoted.`,
  ],
  [
    "an address that is not http",
    alpha("- document: talk", "- url: javascript:alert(1)"),
    `content/changes/alpha.md:8:12 status.evidence[0].url: expected an http or https address, found "javascript:alert(1)". Give the whole address, beginning with https://.`,
  ],
  [
    "evidence without a source",
    alpha("- document: talk", "- note: somebody said so"),
    `content/changes/alpha.md:8:7 status.evidence[0]: expected either a document or a url, found { note }. Name one of the two.`,
  ],
  [
    "a derived claim without a reason",
    talk("confidence: quoted", "confidence: derived"),
    `content/documents/talk.yaml:10:5 claims[0].reason: expected a reason for a derived claim, found nothing. Say how it follows from the document.`,
  ],
  [
    "an empty list where one is needed",
    alpha("[user, pidns]", "[]"),
    `content/changes/alpha.md:3:7 tags: expected at least 1 item, found an empty list. Add one.`,
  ],
  [
    "a text where a list belongs",
    alpha("[user, pidns]", "user"),
    `content/changes/alpha.md:3:7 tags: expected a list, found "user". Write a list, each item on a line that begins with a hyphen.`,
  ],
  [
    "a list where a text belongs",
    alpha("title: Ask a namespace who owns it", "title: [a, b]"),
    `content/changes/alpha.md:2:8 title: expected text, found a list. Write text.`,
  ],
  [
    "a text where true or false belongs",
    alpha("summary:", 'draft: "true"\nsummary:'),
    `content/changes/alpha.md:9:8 draft: expected true or false, found "true". Remove the quotes.`,
  ],
  [
    "a field without a value",
    alpha("summary:", "manPages:\nsummary:"),
    `content/changes/alpha.md:9:1 manPages: expected a list, found nothing. Fill it in, or leave the field out.`,
  ],
  [
    "a summary that is too long",
    alpha("A program can ask", `${"very ".repeat(70)}long`),
    `content/changes/alpha.md:9:10 summary: expected at most 300 characters, found 384 characters. Keep to one or two sentences; the rest belongs in the body.`,
  ],
  [
    "a title that is too short",
    alpha("Ask a namespace who owns it", "Ask"),
    `content/changes/alpha.md:2:8 title: expected at least 4 characters, found "Ask". Write more.`,
  ],
  [
    "a man page without its section",
    alpha("summary:", "manPages: [namespaces]\nsummary:"),
    `content/changes/alpha.md:9:12 manPages[0]: expected a manual page with its section, found "namespaces". Write it like "user_namespaces(7)".`,
  ],
  [
    "angle brackets around a message-id",
    alpha(
      "summary:",
      'patchsets:\n  - { title: x, url: "https://lkml.org/1", messageId: "<a@b>" }\nsummary:',
    ),
    `content/changes/alpha.md:10:55 patchsets[0].messageId: expected a message-id such as 20180919205037.9574-1-dima@arista.com, found "<a@b>". Leave out the angle brackets.`,
  ],
  [
    "a clone flag of a wrong shape",
    { "topics/user.md": edit(USER, "summary:", "flag: NEWUSER\nsummary:") },
    `content/topics/user.md:4:7 flag: expected a CLONE_ flag, found "NEWUSER". Write it like "CLONE_NEWUSER".`,
  ],
  [
    "a release tag of a wrong shape",
    { "releases.yaml": edit(RELEASES, '"v4.13"', '"v4.13.1"') },
    `content/releases.yaml:3:16 releases[0].version: expected a release of linux (v2.6.N, v3+.N), found "v4.13.1". Correct the tag.`,
  ],
  [
    "a number as an alias",
    { "topics/pid.md": edit(PID, "[pidns]", "[1]") },
    `content/changes/alpha.md:3:14 tags[1]: expected a known tag, found "pidns". Did you mean "pid"?
content/topics/pid.md:4:11 aliases[0]: expected text, found 1 (a number). Quote it: "1".`,
  ],
];

test.each(cases)("refuses %s", (_name, files, message) => {
  expect(problemsWith(files).join("\n")).toBe(message);
});

test("says all that is wrong, in the order of the files and lines", () => {
  const broken = edit(edit(edit(ALPHA, "title:", "titel:"), SHA, "d95fa3c"), "kind: ioctl", "kind: iocl");
  const places = problemsWith({ "changes/alpha.md": broken, "topics/user.md": "x", "a.txt": "x" });
  expect(places.map((each) => each.split(" ", 2).join(" "))).toEqual([
    "content/a.txt:1:1 file:",
    "content/changes/alpha.md:2:1 titel:",
    "content/changes/alpha.md:11:10 commits[0].sha:",
    "content/changes/alpha.md:13:13 interfaces[0].kind:",
    "content/topics/user.md:1:1 file:",
  ]);
});
