import { expect, test } from "vitest";
import { ALPHA, edit, type Files, PID, problemsWith, RELEASES, SHA, TALK, USER } from "./content-tree.ts";

const alpha = (from: string, to: string): Files => ({ "changes/alpha.md": edit(ALPHA, from, to) });
const talk = (from: string, to: string): Files => ({ "documents/talk.yaml": edit(TALK, from, to) });
const latin1 = Buffer.from(edit(ALPHA, "descriptor of", "d\u00e9scriptor of"), "latin1");

/** What one file says about itself: [name, files, message]. */
const cases: [string, Files, string][] = [
  [
    "a misspelt field",
    alpha("title:", "titel:"),
    `content/changes/alpha.md:2:1 titel: expected a known field, found "titel". Did you mean "title"?`,
  ],
  [
    "an unknown field like no other",
    alpha("summary:", "colour: red\nsummary:"),
    `content/changes/alpha.md:9:1 colour: expected a known field, found "colour". Known here: title, tags, repository, status, summary, commits, patchsets, interfaces, manPages, relations, sources, aliases, draft.`,
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
    `content/documents/talk.yaml:10:82 claims[0].value: expected a release tag, found "4.14". Write it like "v4.14" or "libcap-2.26", quoted.`,
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
    `content/documents/talk.yaml:10:66 claims[0].field: expected one of subject, author, authorDate, committer, committerDate, merge, release, candidate, releaseDate, introduces, feature, posting, followUp, found "relase". Did you mean "release"?`,
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
    "a duplicate key",
    alpha("summary:", "title: Again\nsummary:"),
    `content/changes/alpha.md:9:1 title: expected each field once, found a second "title". Merge the two.`,
  ],
  [
    "a duplicate key in a flow map",
    alpha("kind: ioctl,", "kind: ioctl, kind: flag,"),
    `content/changes/alpha.md:13:20 interfaces[0].kind: expected each field once, found a second "kind". Merge the two.`,
  ],
  [
    "an alias",
    { "changes/alpha.md": edit(edit(ALPHA, "tags: [", "tags: &t ["), "summary:", "manPages: *t\nsummary:") },
    `content/changes/alpha.md:3:10 tags: expected no YAML anchor, found &t. Remove the anchor, or quote the text.
content/changes/alpha.md:9:11 manPages: expected no YAML alias, found *t. Write the value out, or quote the text.`,
  ],
  [
    "a type tag",
    alpha("title: Ask", "title: !!str Ask"),
    `content/changes/alpha.md:2:14 title: expected no YAML type tag, found !!str. Remove the tag, or quote the text.`,
  ],
  [
    "a type tag of one's own",
    alpha("title: Ask", "title: !!js/function Ask"),
    `content/changes/alpha.md:2:22 title: expected no YAML type tag, found !!js/function. Remove the tag, or quote the text.`,
  ],
  [
    "__proto__ as a key",
    alpha("summary:", "__proto__: { draft: true }\nsummary:"),
    `content/changes/alpha.md:9:1 __proto__: expected a known field, found "__proto__". Remove it.`,
  ],
  [
    "constructor as a key",
    alpha("kind: ioctl,", "kind: ioctl, constructor: 1,"),
    `content/changes/alpha.md:13:20 interfaces[0].constructor: expected a known field, found "constructor". Remove it.`,
  ],
  [
    "several documents",
    talk("outline:", "---\noutline:"),
    `content/documents/talk.yaml:4:1 file: expected one YAML document, found a second one. Keep one record in a file.`,
  ],
  [
    "a YAML directive",
    { "documents/talk.yaml": `%YAML 1.1\n---\n${TALK}` },
    `content/documents/talk.yaml:1:1 file: expected no directives, found %. Remove the lines that begin with %.`,
  ],
  [
    "a colon in an unquoted text",
    alpha("title: Ask", "title: Ask: ask"),
    `content/changes/alpha.md:2:8 file: expected YAML, found an error (Nested mappings are not allowed in compact mappings). Quote a text that holds ": ".`,
  ],
  [
    "a backtick at the start of a text",
    alpha("title: Ask", "title: `Ask`"),
    "content/changes/alpha.md:2:8 file: expected YAML, found an error (Plain value cannot start with reserved character `). Quote a text that begins with a special character.",
  ],
  [
    "an asterisk at the start of a text",
    alpha("title: Ask", "title: *Ask"),
    `content/changes/alpha.md:2:13 file: expected YAML, found an error (Unexpected scalar at node end). Correct the YAML here; quoting the text often helps.`,
  ],
  [
    "a tab as indentation",
    alpha("  state: merged", "\tstate: merged"),
    `content/changes/alpha.md:5:1 file: expected YAML, found an error (Tabs are not allowed as indentation). Indent with spaces.`,
  ],
  [
    "a quote that is not closed",
    alpha('"2026-01-02"', '"2026-01-02'),
    `content/changes/alpha.md:6:20 file: expected YAML, found an error (Missing closing "quote). Correct the YAML here; quoting the text often helps.`,
  ],
  [
    "a list as a record",
    { "documents/talk.yaml": "- a\n- b\n" },
    `content/documents/talk.yaml:1:1 file: expected fields, found a list. Write lines of "field: value".`,
  ],
  [
    "an empty record",
    { "documents/talk.yaml": "" },
    `content/documents/talk.yaml:1:1 file: expected fields, found nothing. Write lines of "field: value".`,
  ],
  [
    "bytes that are not UTF-8",
    { "changes/alpha.md": latin1 },
    `content/changes/alpha.md:16:25 file: expected UTF-8, found byte 0xE9. Save the file as UTF-8.`,
  ],
  [
    "a NUL",
    alpha("summary: A", "summary: \0A"),
    `content/changes/alpha.md:9:10 file: expected visible characters, found U+0000. Delete the character; it cannot be seen.`,
  ],
  [
    "a bidi control",
    alpha("namespace could", "namespace \u202Ecould"),
    `content/changes/alpha.md:16:50 file: expected visible characters, found U+202E. Delete the character; it cannot be seen.`,
  ],
  [
    "a bidi control as an escape",
    alpha(
      "summary: A program can ask for the owner of a namespace.",
      'summary: "\\u202EA program can ask for the owner."',
    ),
    `content/changes/alpha.md:9:10 summary: expected visible characters, found U+202E. Remove the escape.`,
  ],
  [
    "no frontmatter",
    { "changes/alpha.md": "# Alpha\n" },
    `content/changes/alpha.md:1:1 file: expected a line of "---" that opens the frontmatter, found something else. Put the fields between two lines of "---".`,
  ],
  [
    "a frontmatter that does not end",
    { "changes/alpha.md": "---\ntitle: Alpha\n" },
    `content/changes/alpha.md:3:1 file: expected a line of "---" that closes the frontmatter, found the end of the file. Put the fields between two lines of "---".`,
  ],
  [
    "a file that is no record",
    { "changes/notes.txt": "x" },
    `content/changes/notes.txt:1:1 file: expected only files named *.md, found "notes.txt". Rename it, or move it out of the content.`,
  ],
  [
    "a folder among records",
    { "changes/old/alpha.md": "x" },
    `content/changes/old:1:1 file: expected only files named *.md, found a folder. Rename it, or move it out of the content.`,
  ],
  [
    "a name that is no slug",
    { "changes/Alpha_2.md": ALPHA },
    `content/changes/Alpha_2.md:1:1 file: expected a name of lower-case words joined by hyphens, at most 80 characters, and .md, found "Alpha_2.md". Rename it, like "nsfs-ioctls.md".`,
  ],
  [
    "a misspelt folder",
    { "chnages/alpha.md": ALPHA },
    `content/chnages:1:1 file: expected only changes, topics, documents, releases.yaml, synonyms.yaml, repositories, facts, found "chnages". Did you mean "changes"?`,
  ],
  [
    "no releases",
    { "releases.yaml": null },
    `content/releases.yaml:1:1 file: expected a file, found nothing. Add it.`,
  ],
  [
    "a synonym of nothing",
    { "synonyms.yaml": "groups:\n  - [mnt]\n" },
    `content/synonyms.yaml:2:5 groups[0]: expected at least two phrases, found a list. One phrase has no synonym.`,
  ],
  [
    "a release tag of a wrong shape",
    { "releases.yaml": edit(RELEASES, '"v4.13"', '"v4.13.1"') },
    `content/releases.yaml:3:16 releases[0].version: expected a mainline release tag, found "v4.13.1". Write it like "v4.14" or "v2.6.24", quoted.`,
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
