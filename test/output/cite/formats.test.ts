import { expect, test } from "vitest";
import { citations } from "../../../src/output/cite/formats.ts";
import { change, commit, named, unknown } from "./examples.ts";

const sha = commit.sha;
const at = (cited: Parameters<typeof citations>[0]) =>
  Object.fromEntries(citations(cited, true).map(({ id, text }) => [id, text]));

test.each([
  ["kernel", 'commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")'],
  ["fixes", 'Fixes: 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")'],
  ["man", `.\\" commit ${sha} ("Introduce v3 namespaced file capabilities")`],
  ["markdown", `[commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")](${commit.page})`],
  ["rst", `\`commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities") <${commit.page}>\`__`],
  ["asciidoc", `link:${commit.page}[commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")]`],
  ["html", `<a href="${commit.page}">commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")</a>`],
  [
    "bibtex",
    `@misc{linux-8db6c34f1dbc,
  author = {{Serge E. Hallyn}},
  title = {{Introduce v3 namespaced file capabilities}},
  year = {2017},
  month = may,
  howpublished = {Linux kernel, commit ${sha}},
  url = {https://git.kernel.org/torvalds/c/${sha}},
}`,
  ],
])("a commit as %s", (id, text) => {
  expect(at(commit)[id]).toBe(text);
});

test.each([
  ["kernel", "commit 8db6c34f1dbc (subject not known)"],
  ["man", `.\\" commit ${sha} (subject not known)`],
  ["markdown", `[commit 8db6c34f1dbc (subject not known)](${commit.source})`],
  [
    "bibtex",
    `@misc{linux-8db6c34f1dbc,
  howpublished = {Linux kernel, commit ${sha}},
  url = {https://git.kernel.org/torvalds/c/${sha}},
  note = {subject not known},
}`,
  ],
])("a commit without a known subject says so as %s, and leads to its repository", (id, text) => {
  expect(at(unknown)[id]).toBe(text);
});

test.each([
  ["kernel", 'commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")'],
  [
    "markdown",
    `[Namespaced file capabilities](${change.page}) (first in v4.14, 2017-11-12; commit 8db6c34f1dbc)`,
  ],
  [
    "rst",
    `\`Namespaced file capabilities <${change.page}>\`__ (first in v4.14, 2017-11-12; commit 8db6c34f1dbc)`,
  ],
  [
    "html",
    `<a href="${change.page}">Namespaced file capabilities</a> (first in v4.14, 2017-11-12; commit 8db6c34f1dbc)`,
  ],
])("a change as %s", (id, text) => {
  expect(at(change)[id]).toBe(text);
});

const standing = "(since Linux v5.5, 2020-01-26, header facts)";

test.each([
  ["plain", `clone_args.set_tid ${standing}`],
  ["man-entry", '.BR clone_args.set_tid " (since Linux 5.5)"'],
  ["markdown", `[\`clone_args.set_tid\`](${named.page}) ${standing}`],
  ["rst", `\`clone\\_args.set\\_tid <${named.page}>\`__ ${standing}`],
  ["asciidoc", `link:${named.page}[\`clone&#95;args.set&#95;tid\`] ${standing}`],
  ["html", `<a href="${named.page}"><code>clone_args.set_tid</code></a> ${standing}`],
  [
    "bibtex",
    `@misc{sincelinux-interfaces-clone_args.set_tid,
  title = {{clone\\_args.set\\_tid}},
  howpublished = {sincelinux},
  url = {${named.page}},
  note = {since Linux v5.5, 2020-01-26, header facts},
}`,
  ],
])("an interface as %s", (id, text) => {
  expect(at(named)[id]).toBe(text);
});

test("an interface names the commit that introduces it, and has no manual page entry without one release of Linux", () => {
  const formats = ["markdown", "rst", "asciidoc", "html", "bibtex", "csl"];
  const open = {
    ...named,
    release: undefined,
    standing: "in v2.6.12 or before, header facts",
    page: undefined,
  };
  expect(Object.keys(at(open))).toEqual(["plain", ...formats]);
  expect(at(open)["markdown"]).toBe('"clone\\_args.set\\_tid" (in v2.6.12 or before, header facts)');
  expect(at({ ...named, release: "libcap-2.26" })).not.toHaveProperty("man-entry");
  expect(at({ ...named, commits: [commit] })["kernel"]).toBe(
    'commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")',
  );
  expect(at({ ...named, name: '/proc/<pid>/a-b "c"' })["man-entry"]).toBe(
    '.BR "/proc/<pid>/a\\-b \\(dqc\\(dq" " (since Linux 5.5)"',
  );
});

test("a change of two commits names each on a line of its own", () => {
  expect(at({ ...change, commits: [commit, unknown] })["kernel"]?.split("\n")).toEqual([
    'commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")',
    "commit 8db6c34f1dbc (subject not known)",
  ]);
});

test("in running text a change names its commits, three at most", () => {
  const said = (count: number) =>
    at({ ...change, commits: Array(count).fill(commit) })["markdown"]?.split("; ")[1];
  const hash = "8db6c34f1dbc";
  expect(said(0)).toBeUndefined();
  expect(said(2)).toBe(`commits ${hash}, ${hash})`);
  expect(said(3)).toBe(`commits ${hash}, ${hash}, ${hash})`);
  expect(said(5)).toBe(`commits ${hash}, ${hash}, ${hash} and 2 more)`);
});

test("a change without commits has no citation of commits; one without an address stands in quotes", () => {
  const bare = at({ ...change, commits: [], page: undefined });
  expect(Object.keys(bare)).toEqual(["markdown", "rst", "asciidoc", "html", "bibtex", "csl"]);
  expect(bare["markdown"]).toBe('"Namespaced file capabilities" (first in v4.14, 2017-11-12)');
  expect(bare["bibtex"]).not.toContain("url");
});

test("a commit that is only claimed names its sources with their kind, where a format has a place for notes", () => {
  const cited = at({ ...commit, per: ["zx2c4 (commit page)", "Mail (mail)"] });
  expect(cited["bibtex"]).toContain("note = {per zx2c4 (commit page), Mail (mail)}");
  expect(JSON.parse(cited["csl"] ?? "")[0].note).toBe("per zx2c4 (commit page), Mail (mail)");
  expect(at({ ...unknown, per: ["Mail (mail)"] })["bibtex"]).toContain(
    "{subject not known; per Mail (mail)}",
  );
});

test("a Fixes: line names one commit, so a change has none; nor does a commit that none is offered for", () => {
  expect(at(change)).not.toHaveProperty("fixes");
  expect(citations(commit, false).map(({ id }) => id)).not.toContain("fixes");
});
