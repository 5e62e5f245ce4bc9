import { expect, test } from "vitest";
import { ALPHA, edit, type Files, problemsWith, USER } from "./content-tree.ts";
import { beta, body, draft } from "./variants.ts";

const accepted: [string, Files][] = [
  ["HTML in code", body("In `/proc/<pid>/ns`:\n\n```\n<b>x</b>\n```\n\nand 1 < 2 > 0.")],
  [
    "links to pages, records and places",
    body(
      "[a](https://lwn.net/) [b](sincelinux:user) [c](sincelinux:talk#x) [d](#x) <https://lwn.net>\n\n[e]\n\n[e]: sincelinux:pid",
    ),
  ],
  ["a placeholder in a draft", { "changes/alpha.md": edit(draft(ALPHA), "Ask a", "TODO ask a") }],
  ["the word in a name", body("The flag is TODOS, and todo is a word.")],
  ["a short body in a draft", { "changes/alpha.md": `${draft(ALPHA).split("\n---\n")[0]}\n---\nShort.\n` }],
  ["a character reference that can be seen", body("A &lt;pid&gt; and &#x41;.")],
  ["lists in lists", body("- a\n  - b\n    > c")],
];

test.each(accepted)("accepts %s", (_name, files) => {
  expect(problemsWith(files)).toEqual([]);
});

const rejected: [string, Files, string][] = [
  [
    "raw HTML in a line",
    body("It is in /proc/<pid>/ns there."),
    `content/changes/alpha.md:20:16 body: expected no raw HTML, found <pid>. Write it in backticks.`,
  ],
  [
    "a block of raw HTML",
    body('<div class="x">\nText\n</div>'),
    `content/changes/alpha.md:20:1 body: expected no raw HTML, found <div class="x">. Write it in backticks.`,
  ],
  [
    "a comment",
    body("<!-- remember this -->"),
    `content/changes/alpha.md:20:1 body: expected no raw HTML, found <!-- remember this -->. Remove the comment; in the frontmatter, # begins one.`,
  ],
  [
    "a script as a link",
    body("Go [there](javascript:alert(1))."),
    `content/changes/alpha.md:20:4 body: expected an http or https address, sincelinux:<slug> or #<place>, found "javascript:alert(1)". Correct the address, or write the text in backticks.`,
  ],
  [
    "a link to a path",
    body("Go [there](/changes/)."),
    `content/changes/alpha.md:20:4 body: expected an http or https address, sincelinux:<slug> or #<place>, found "/changes/". Correct the address, or write the text in backticks.`,
  ],
  [
    "a message-id that Markdown takes for mail",
    body("See 20180919205037.9574-1-dima@arista.com there."),
    `content/changes/alpha.md:20:5 body: expected an http or https address, sincelinux:<slug> or #<place>, found "mailto:20180919205037.9574-1-dima@arista.com". Write a mail address or message-id in backticks.`,
  ],
  [
    "a link to an unknown record",
    body("Go [there](sincelinux:alpa)."),
    `content/changes/alpha.md:20:4 body: expected a known change, topic or document, found "sincelinux:alpa". Did you mean "alpha"?`,
  ],
  [
    "a link to an earlier slug",
    { ...body("Go [there](sincelinux:older)."), "changes/beta.md": beta("aliases: [older]") },
    `content/changes/alpha.md:20:4 body: expected the current slug, found "sincelinux:older". Write "beta".`,
  ],
  [
    "a link to the page itself",
    body("Go [there](sincelinux:alpha#x)."),
    `content/changes/alpha.md:20:4 body: expected another record, found this one. Link to #<place>, or remove the link.`,
  ],
  [
    "a link to a draft",
    { ...body("Go [there](sincelinux:beta)."), "changes/beta.md": beta("draft: true") },
    `content/changes/alpha.md:20:4 body: expected a published record, found the draft "beta". Finish that one first.`,
  ],
  [
    "a definition that leads nowhere",
    body("[a]\n\n[a]: sincelinux:nowhere-at-all"),
    `content/changes/alpha.md:22:1 body: expected a known change, topic or document, found "sincelinux:nowhere-at-all". Add the record, or correct the slug.`,
  ],
  [
    "an image",
    body("![a cat](https://example.org/cat.png)"),
    `content/changes/alpha.md:20:1 body: expected no image, found "a cat". Link to it instead.`,
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
    `content/changes/alpha.md:20:1 body: expected no placeholder, found TODO. Fill it in, or set "draft: true".`,
  ],
  [
    "a placeholder in a topic",
    { "topics/user.md": edit(USER, "User namespaces", "TODO") },
    `content/topics/user.md:2:7 name: expected no placeholder, found "TODO". Fill it in, or set "draft: true".`,
  ],
  [
    "a short body",
    { "changes/alpha.md": `${ALPHA.split("\n---\n")[0]}\n---\n\nIt does a thing.\n` },
    `content/changes/alpha.md:16:1 body: expected at least 60 words, found 4. Say what it does, why it matters and how to detect it, or set "draft: true".`,
  ],
  [
    "no body",
    { "topics/user.md": `${USER.split("\n---\n")[0]}\n---` },
    `content/topics/user.md:5:4 body: expected at least 60 words, found 0. Say what it does, why it matters and how to detect it, or set "draft: true".`,
  ],
  [
    "a body without end",
    body("word ".repeat(4000)),
    `content/changes/alpha.md:15:1 body: expected at most 16384 characters, found 20351. Shorten it.`,
  ],
  [
    "lists without end",
    body(`${"> ".repeat(30)}deep`),
    `content/changes/alpha.md:15:1 body: expected at most 20 levels of lists and quotes, found more. Shorten it.`,
  ],
  [
    "a bidi control as a character reference",
    body("A &#x202E;word."),
    `content/changes/alpha.md:20:1 body: expected visible characters, found U+202E. Remove the character reference.`,
  ],
];

test.each(rejected)("rejects %s", (_name, files, message) => {
  expect(problemsWith(files).join("\n")).toBe(message);
});
