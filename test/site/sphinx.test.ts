import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Element, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { describe, expect, inject, onTestFinished, test } from "vitest";
import { sphinxExamples } from "../../src/site/api-page.ts";
import { whyLost } from "../../src/site/published-addresses.ts";

const sites = inject("sites");
const host = "https://sincelinux.example";
const missing = whyNoSphinx();

/** Why the tests cannot run here; null when they can. Where they are required, that is an error. */
function whyNoSphinx(): string | null {
  if (spawnSync("sphinx-build", ["--version"]).status === 0) return null;
  const reason =
    "no sphinx-build. Install it (Debian: apt-get install python3-sphinx) to build against objects.inv.";
  if (process.env["REQUIRE_SPHINX"]) throw new Error(`REQUIRE_SPHINX is set, but there is ${reason}`);
  return reason;
}

interface Built {
  status: number | null;
  messages: string;
  /** The links of the built page: where they lead, and what they read. */
  links: Map<string, string>;
}

/** Builds a project of one page against the site's inventory; any warning is an error. */
function build(text: string, folder: string, address: string): Built {
  const project = mkdtempSync(join(tmpdir(), "sphinx-"));
  onTestFinished(() => rmSync(project, { recursive: true, force: true }));
  const mapping = `{"sincelinux": (${JSON.stringify(address)}, ${JSON.stringify(join(folder, "objects.inv"))})}`;
  writeFileSync(
    join(project, "conf.py"),
    `project = "Design"\nextensions = ["sphinx.ext.intersphinx"]\nintersphinx_mapping = ${mapping}\n`,
  );
  writeFileSync(join(project, "index.rst"), `Design\n======\n\n${text}\n`);
  const out = join(project, "out");
  const { status, stderr } = spawnSync("sphinx-build", ["-n", "-W", "-q", "-b", "html", project, out], {
    encoding: "utf8",
  });
  return { status, messages: stderr, links: status === 0 ? linksOf(join(out, "index.html")) : new Map() };
}

function linksOf(file: string): Map<string, string> {
  const links = new Map<string, string>();
  const tree: Root = unified().use(rehypeParse).parse(readFileSync(file, "utf8"));
  visit(tree, "element", (element: Element) => {
    if (element.tagName !== "a" || !String(element.properties["className"]).includes("external")) return;
    let text = "";
    visit(element, "text", ({ value }) => {
      text += value;
    });
    links.set(String(element.properties["href"]), text);
  });
  return links;
}

describe.each(sites)("a Sphinx project built against the site at '$base/'", ({ base, folder }) => {
  test("links to changes, topics and commits, by what the page on the API shows", (context) => {
    context.skip(missing !== null, missing ?? "");
    const address = `${host}${base}/`;
    const roles = sphinxExamples.map(({ role }) => `* ${role}`).join("\n");
    const { status, messages, links } = build(roles, folder, address);
    expect([status, messages]).toEqual([0, ""]);
    expect([...links.keys()].sort()).toEqual(
      [...new Set(sphinxExamples.map(({ to }) => `${address}${to}`))].sort(),
    );
    for (const link of links.keys())
      expect(whyLost(link.slice(`${host}${base}`.length), folder, base), link).toBeNull();
    // A link reads as the kernel cites the commit, unless the author says otherwise.
    expect(links.get(`${address}commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/`)).toBe(
      'commit 8db6c34f1dbc ("Introduce v3 namespaced file capabilities")',
    );
    expect(links.get(`${address}changes/namespaced-file-capabilities/`)).toBe("file capabilities");
  });
});

test("a name that is not there is an error of the build", (context) => {
  context.skip(missing !== null, missing ?? "");
  const { status, messages } = build(
    ":external+sincelinux:ref:`change-no-such`",
    sites[0]?.folder ?? "",
    `${host}/`,
  );
  expect(status).not.toBe(0);
  expect(messages).toContain("change-no-such");
});
