import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { toString as textOf } from "mdast-util-to-string";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { afterAll, expect, test } from "vitest";
import { importCommits } from "../git/import-commits.ts";
import { git } from "../git/run-git.ts";
import { writeContent } from "./enriched-content.ts";

const MARKUP = "<script>alert(1)</script><img src=x onerror=alert(2)>";

/** What a stranger's clone may hold, and how a reader is to see it. */
const commits = [
  { id: "latin", author: Buffer.from("J\xf6rg M\xfcller", "latin1"), shown: ["Jörg Müller"] },
  { id: "bell", author: "Bell \u0007\u001b[31m", shown: ["Bell ⟨U+0007⟩⟨U+001B⟩[31m"] },
  {
    id: "bidi",
    author: "\u202eevoL",
    message: "bidi \u202etxet\u2069\n",
    shown: ["⟨U+202E⟩evoL", "bidi ⟨U+202E⟩txet⟨U+2069⟩"],
  },
  {
    id: "markup",
    author: `"A" & 'B' &lt;i&gt;`,
    message: `${MARKUP} &amp; more\n`,
    shown: [`${MARKUP} &amp; more`],
  },
  { id: "early", authored: 5, committed: 5, shown: ["1970-01-01"] },
  { id: "late", authored: 2_145_916_800, committed: 2_145_916_800, shown: ["2038-01-01"] },
];

// Inside the checkout, because the pages look for their packages from where they lie.
const checkout = mkdtempSync(resolve("node_modules/.hostile-"));
afterAll(() => rmSync(checkout, { recursive: true, force: true }));

const clone = join(checkout, "clone.git");
const shas = importCommits(
  clone,
  commits.map(({ shown: _, ...commit }, at) => ({
    message: `${commit.id}\n`,
    ...commit,
    parents: commits
      .slice(0, at)
      .slice(-1)
      .map(({ id }) => id),
  })),
);
git(clone, "update-ref", "refs/heads/master", shas.get("late") as string);
git(clone, "tag", "v4.14", "master");
const content = writeContent(join(checkout, "content"), [...shas.values()], []);

test("names, bytes and dates of a stranger's clone come to the page, to be seen and harmless", () => {
  const enrich = ["scripts/sincelinux.ts", "enrich", "--content", content, "--clone", clone];
  execFileSync(process.execPath, enrich, { stdio: ["ignore", "ignore", "inherit"] });
  for (const part of ["src", "public", "astro.config.mjs", "package.json", "tsconfig.json"]) {
    // The other pages are made for the project's own content.
    const filter = (path: string) => !/src\/pages\/(?!commits)/.test(path);
    cpSync(part, join(checkout, part), { recursive: true, filter });
  }
  execFileSync(
    process.execPath,
    [resolve("node_modules/astro/bin/astro.mjs"), "build", "--logLevel", "error"],
    {
      cwd: checkout,
      env: { ...process.env, BASE_PATH: "/", ASTRO_TELEMETRY_DISABLED: "1" },
      stdio: ["ignore", "ignore", "inherit"],
    },
  );
  for (const { id, shown } of commits) {
    const file = join(checkout, "dist/commits", shas.get(id) as string, "index.html");
    const html = readFileSync(file, "utf8");
    const tree = unified().use(rehypeParse).parse(html);
    const text = textOf(tree).replace(/\s+/g, " ");
    for (const each of shown) expect(text).toContain(each);
    // Nothing of it is markup, and what could ring, label or turn the text round is nowhere.
    visit(tree, "element", (element) => {
      expect(textOf(element).startsWith("alert") || element.tagName === "img").toBe(false);
    });
    expect(html.match(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu)?.filter((each) => each !== "\n") ?? []).toEqual(
      [],
    );
  }
});
