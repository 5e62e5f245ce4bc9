import fc from "fast-check";
import type { Element } from "hast";
import { toString as textOf } from "mdast-util-to-string";
import rehypeParse from "rehype-parse";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { unified } from "unified";
import { visit } from "unist-util-visit";
import { expect, test } from "vitest";
import { oneLine } from "../../../src/domain/text.ts";
import { type CitedCommit, plainAddress } from "../../../src/output/cite/cited.ts";
import {
  asciiDoc,
  citations,
  html,
  inMarkup,
  markdown,
  restructuredText,
} from "../../../src/output/cite/formats.ts";
import { kernelStyle } from "../../../src/output/cite/kernel.ts";
import { linkedData } from "../../../src/output/cite/reference-data.ts";
import { anySubject, commit, hostile, named } from "./examples.ts";

const withSubject = (subject: string): CitedCommit => ({ ...commit, subject });
/** Runs of spaces are one in rendered text. */
const spaced = (text: string) => text.replace(/ +/g, " ");

function always(check: (cited: CitedCommit) => void): void {
  for (const subject of hostile) check(withSubject(subject));
  fc.assert(fc.property(anySubject, (subject) => check(withSubject(subject))));
}

test("nothing unseen and no line break gets into a citation of one line", () => {
  always((cited) => {
    for (const { id, text } of citations(cited, true)) {
      expect(text.isWellFormed()).toBe(true);
      expect(text).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u2028\u2029\u200b]|[^\P{Cc}\n]/u);
      if (id !== "bibtex" && id !== "csl") expect(text).not.toContain("\n");
    }
  });
});

test("the kernel's style keeps a subject's quotes as git prints them", () => {
  expect(kernelStyle(withSubject('Revert "x"'))).toBe('commit 8db6c34f1dbc ("Revert "x"")');
  expect(oneLine("left \u202eto")).toBe("left ⟨U+202E⟩to");
});

test("Markdown shows the subject and holds one link and nothing else", () => {
  always((cited) => {
    const tree = remark().use(remarkGfm).parse(inMarkup(markdown, cited));
    const kinds: string[] = [];
    visit(tree, (node) => void kinds.push(node.type));
    expect(new Set(kinds)).toEqual(new Set(["root", "paragraph", "link", "text"]));
    expect(kinds.filter((kind) => kind === "link")).toHaveLength(1);
    expect(textOf(tree)).toBe(kernelStyle(cited));
  });
});

test("HTML shows the subject and holds one link and nothing else", () => {
  always((cited) => {
    const tree = unified().use(rehypeParse, { fragment: true }).parse(inMarkup(html, cited));
    const [link, ...others] = tree.children as Element[];
    expect(others).toEqual([]);
    expect(link?.tagName).toBe("a");
    expect(link?.properties).toEqual({ href: commit.page });
    expect(link?.children.map((child) => (child.type === "text" ? child.value : child.type))).toEqual([
      kernelStyle(cited),
    ]);
  });
});

test("reStructuredText escapes whatever begins or ends its inline markup", () => {
  always((cited) => {
    const text = inMarkup(restructuredText, cited).match(/^`(.*) <https:[^<>]*>`__$/)?.[1] ?? "";
    expect(text.replace(/\\[\\`*_|<>]/g, "")).not.toMatch(/[\\`*_|<>]/);
    expect(text.replace(/\\(.)/g, "$1")).toBe(kernelStyle(cited));
  });
});

test("AsciiDoc writes as references whatever could be an attribute, a macro, a quote or a replacement", () => {
  always((cited) => {
    const text = inMarkup(asciiDoc, cited).match(/^link:https:[^[\]]*\[(.*)\]$/)?.[1] ?? "";
    const plain = text.replace(/&#\d+;/g, "?");
    expect(plain).not.toMatch(/[<>\\`*_#^~+{}[\]=|;'@&]|:\/|\.\.|--|\(\(|\((C|R|TM)\)/);
    const shown = text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
    expect(spaced(shown)).toBe(spaced(kernelStyle(cited)));
  });
});

test("nothing in a data block ends it, and it is read back as it stands", () => {
  always((cited) => {
    const block = linkedData(cited);
    expect(block).not.toContain("<");
    expect(JSON.parse(block).name ?? "").toBe(oneLine(cited.subject ?? ""));
  });
});

test("a name of an interface is one link in Markdown and HTML, and one line everywhere", () => {
  const check = (name: string) => {
    fc.pre(oneLine(name) !== "");
    const cited = { ...named, name, standing: "release unknown" };
    const shown = `${oneLine(name)} (release unknown)`;
    const tree = remark().use(remarkGfm).parse(inMarkup(markdown, cited));
    const kinds: string[] = [];
    visit(tree, (node) => void kinds.push(node.type));
    expect(kinds.filter((kind) => !["text", "inlineCode"].includes(kind))).toEqual([
      "root",
      "paragraph",
      "link",
    ]);
    expect(spaced(textOf(tree))).toBe(spaced(shown));
    const parsed = unified().use(rehypeParse, { fragment: true }).parse(inMarkup(html, cited));
    expect(parsed.children.map((child) => (child as Element).tagName ?? child.type)).toEqual(["a", "text"]);
    expect(textOf(parsed)).toBe(shown);
    for (const { id, text } of citations(cited, false))
      if (id !== "bibtex" && id !== "csl") expect(text).not.toContain("\n");
  };
  for (const subject of hostile) check(subject);
  fc.assert(fc.property(anySubject, check));
});

test("an address holds nothing that any markup takes for its own", () => {
  expect(plainAddress("https://x.example/?id=(a)[b]{c}'`_")).toBe(
    "https://x.example/?id=%28a%29%5Bb%5D%7Bc%7D%27%60%5F",
  );
  fc.assert(
    fc.property(fc.webUrl({ withFragments: true, withQueryParameters: true }), (url) => {
      expect(plainAddress(url)).not.toMatch(/[\s()[\]{}<>"'`\\^|*+]|_$/);
    }),
  );
});
