import { expect, test } from "vitest";
import { ALPHA, edit, type Files, problemsWith, TALK } from "./content-tree.ts";

const alpha = (from: string, to: string): Files => ({ "changes/alpha.md": edit(ALPHA, from, to) });
const talk = (from: string, to: string): Files => ({ "documents/talk.yaml": edit(TALK, from, to) });
const latin1 = Buffer.from(edit(ALPHA, "descriptor of", "d\u00e9scriptor of"), "latin1");

/** What a file or its YAML can get wrong: [name, files, message]. */
const cases: [string, Files, string][] = [
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
    `content/chnages:1:1 file: expected only changes, topics, documents, releases.yaml, synonyms.yaml, repositories, facts, kernels, found "chnages". Did you mean "changes"?`,
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
];

test.each(cases)("refuses %s", (_name, files, message) => {
  expect(problemsWith(files).join("\n")).toBe(message);
});
