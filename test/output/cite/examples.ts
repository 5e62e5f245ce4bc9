import fc from "fast-check";
import type { CitedChange, CitedCommit, CitedInterface } from "../../../src/output/cite/cited.ts";

export const commit: CitedCommit = {
  kind: "commit",
  sha: "8db6c34f1dbc8e06aa016a9b829b06902c3e1340",
  repository: { id: "linux", title: "Linux kernel" },
  subject: "Introduce v3 namespaced file capabilities",
  author: "Serge E. Hallyn",
  day: "2017-05-08",
  per: [],
  source: "https://git.kernel.org/torvalds/c/8db6c34f1dbc8e06aa016a9b829b06902c3e1340",
  page: "https://since.example/commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/",
};

export const unknown: CitedCommit = { ...commit, subject: null, author: null, day: null, page: undefined };

export const change: CitedChange = {
  kind: "change",
  slug: "namespaced-file-capabilities",
  title: "Namespaced file capabilities",
  standing: "first in v4.14, 2017-11-12",
  commits: [commit],
  page: "https://since.example/changes/namespaced-file-capabilities/",
};

export const named: CitedInterface = {
  kind: "interface",
  name: "clone_args.set_tid",
  standing: "since Linux v5.5, 2020-01-26, header facts",
  release: "v5.5",
  commits: [],
  page: "https://since.example/interfaces/clone_args.set_tid/",
};

/** Subjects that mean to break out of what they are put in. */
export const hostile = [
  'Revert "Revert \\"x\\""',
  "a } b { c }}}",
  "back\\slash at the end \\",
  "<script>alert(1)</script>",
  "]:",
  "](https://evil.example) [x",
  "one\ntwo\r\n.so three",
  "left \u202eto right\u2066",
  "ns: ünï・名前空間 🐧",
  "`_ <https://evil.example>`__ |x| *y* **z** [1]_ word_",
  "a_b_c *d* ~~e~~ $f$ ^g^ #h @i % & 100%",
  "{attribute} +++pass+++ ((index)) (C) -- ... -> it's xref:a[b] https://evil.example[x] <<y>>",
  "@misc{x, title = {y}}",
  "&lt; &#60; &amp;",
  "\ud800 alone",
];

const characters = fc.constantFrom(
  ..."ab1 \\\"'`{}[]()<>*_~^$%&#@|+-=:;/.,!?\n\t\u202e\u2028é名",
  "--",
  "://",
  "<!--",
);

/** Subjects of the characters that any of the formats takes for its own. */
export const anySubject = fc.oneof(
  fc.constantFrom(...hostile),
  fc.array(characters, { maxLength: 40 }).map((parts) => parts.join("")),
  fc.string({ unit: "binary", maxLength: 30 }),
);
