import fc from "fast-check";
import { expect, test } from "vitest";
import { renderBody } from "../../src/markdown/render.ts";
import { tagsOf } from "../import/tags-of.ts";
import { lookups } from "./lookups-of-tests.ts";

const render = (markdown: string) => renderBody(markdown, lookups);

test.each([
  ["/proc/<pid>/ns", "<p>/proc/&#x3C;pid>/ns</p>"],
  ["<script>alert(1)</script>", "<p>&#x3C;script>alert(1)&#x3C;/script></p>"],
  ["a <b onclick=x>b</b>", "<p>a &#x3C;b onclick=x>b&#x3C;/b></p>"],
  ["- <img src=x>", "<ul>\n<li>&#x3C;img src=x></li>\n</ul>"],
  ["<!-- to do -->", ""],
  ["a <!-- to do --> b", "<p>a  b</p>"],
  ["<!-- never closed", ""],
])("shows raw HTML as text: %s", (markdown, html) => {
  expect(render(markdown)).toBe(html);
});

test.each([
  ["[a](https://e.org/)", '<a href="https://e.org/">a</a>'],
  ["[a](HTTP://e.org/)", '<a href="HTTP://e.org/">a</a>'],
  ["[a](#b)", '<a href="#b">a</a>'],
  ["[a](/b/)", '<a href="/b/">a</a>'],
  ["[a](/)", '<a href="/">a</a>'],
  ["[a][b]\n\n[b]: /c", '<a href="/c">a</a>'],
  ["<https://e.org/>", '<a href="https://e.org/">https://e.org/</a>'],
  ["[**a**](javascript:alert(1))", "<strong>a</strong>"],
  ["[a](JavaScript:alert)", "a"],
  ["[a](java&#10;script:alert)", "a"],
  ["[a](&#106;avascript:alert)", "a"],
  ["[a](data:text/html,x)", "a"],
  ["[a](vbscript:x)", "a"],
  ["[a](//evil.example/)", "a"],
  ["[a](/\\evil.example/)", "a"],
  ["[a](/&#9;/evil.example/)", "a"],
  ["[a](https:///x)", "a"],
  ["[a](b.md)", "a"],
  ["[a](mailto:a@e.org)", "a"],
  ["a@e.org", "a@e.org"],
  ["[a][b]\n\n[b]: javascript:x", "a"],
  ["<javascript:alert(1)>", "javascript:alert(1)"],
  ["![a](https://e.org/a.png)", '<a href="https://e.org/a.png">a</a>'],
  ["![a](javascript:x)", "a"],
  ["![a][b]\n\n[b]: https://e.org/a.png", "a"],
  ["[![a](https://e.org/a.png)](javascript:x)", '<a href="https://e.org/a.png">a</a>'],
])("%s leads where a reader may go, or nowhere", (markdown, html) => {
  expect(render(markdown)).toBe(`<p>${html}</p>`);
});

test.each([
  ["[that one](sincelinux:nsfs-ioctls)", '<a href="/changes/nsfs-ioctls/">that one</a>'],
  ["[x](sincelinux:nsfs-ioctls#commits)", '<a href="/changes/nsfs-ioctls/#commits">x</a>'],
  ["[](sincelinux:nsfs-ioctls)", '<a href="/changes/nsfs-ioctls/">The change nsfs-ioctls</a>'],
  ["<sincelinux:idmap>", '<a href="/changes/idmap/">The change idmap</a>'],
  ["[x][y]\n\n[y]: sincelinux:idmap#a", '<a href="/changes/idmap/#a">x</a>'],
])("%s leads to the record", (markdown, html) => {
  expect(render(markdown)).toBe(`<p>${html}</p>`);
});

test.each(["[x](sincelinux:nsfs-ioctl)", "[x][y]\n\n[y]: sincelinux:nsfs-ioctl"])(
  "%j is refused, with the slug nobody knows",
  (markdown) => {
    expect(() => render(`A.\n\n${markdown}`)).toThrow(
      /line [35]: link: expected a known change, topic or document, found "nsfs-ioctl"\. Add/,
    );
  },
);

test("headings begin at level 2, keep ids apart, and move down by the offset", () => {
  const markdown = "# A\n\n## Détecter `it`!\n\n## A\n\n###### Z\n\n## !";
  expect(render(markdown).split("\n")).toEqual([
    '<h2 id="body-a"><a href="#body-a">A</a></h2>',
    '<h2 id="body-de-tecter-it"><a href="#body-de-tecter-it">Détecter <code>it</code>!</a></h2>',
    '<h2 id="body-a-2"><a href="#body-a-2">A</a></h2>',
    '<h6 id="body-z"><a href="#body-z">Z</a></h6>',
    '<h2 id="body-section"><a href="#body-section">!</a></h2>',
  ]);
  expect(renderBody("## A", lookups, { headingOffset: 1 })).toBe(
    '<h3 id="body-a"><a href="#body-a">A</a></h3>',
  );
});

test("refuses nesting without end, and says where", () => {
  expect(() => render(`a\n${"> ".repeat(5000)}b`)).toThrow(
    "line 2: expected at most 100 levels of lists and quotes, found 5000",
  );
  expect(() => render(`- a\n${" ".repeat(400)}- b`)).toThrow("line 2: expected at most 100 levels");
});

const expectedTags = new Map(
  Object.entries({
    a: [
      "href",
      "title",
      "id",
      "aria-describedby",
      "aria-label",
      "class",
      "data-footnote-ref",
      "data-footnote-backref",
    ],
    code: ["class"],
    h2: ["id", "class"],
    input: ["type", "checked", "disabled"],
    li: ["id", "class"],
    ol: ["start"],
    pre: ["tabindex"],
    section: ["class", "data-footnotes"],
    td: ["align"],
    th: ["align"],
    ul: ["class"],
    ...Object.fromEntries(["h3", "h4", "h5", "h6"].map((each) => [each, ["id"]])),
    ...Object.fromEntries(
      ["blockquote", "br", "del", "em", "hr", "p", "strong", "sup", "table", "tbody", "thead", "tr"].map(
        (each) => [each, []],
      ),
    ),
  }),
);

const hostile = fc
  .array(
    fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.constantFrom(
        ..."<|>|</|<script>|<svg onload=x>|<!--|-->|<![CDATA[|<?|javascript:|data:text/html,|](|[|]|(|)|![|\n|\n\n|\t|`|```\n|~~~|&lt;|&#60;|&#x0;|\"|'|\\|- |1. |- [x] |> |# |* |** |_|~~|---\n||a|\n|-|\n|[^1]|[^1]: |[a]: |<a:|https://|www.|//|@e.org|nsfs-ioctls|8db6c34f1dbc|CAP_BPF|user namespaces|v4.14|capabilities(7)|\u0000|\u2028|\ud800".split(
          "|",
        ),
        "| a | b |\n| :- | -: |\n| c | d |\n",
      ),
    ),
    { maxLength: 40 },
  )
  .map((parts) => parts.join(""));

test("hostile text never becomes markup", () => {
  fc.assert(
    fc.property(hostile, (markdown) => {
      for (const { name, attributes } of tagsOf(render(markdown))) {
        expect([...expectedTags.keys()]).toContain(name);
        for (const attribute of attributes.keys()) expect(expectedTags.get(name)).toContain(attribute);
        const href = attributes.get("href");
        if (href !== undefined) expect(href).toMatch(/^(https?:\/\/[^/]|#|\/(?![/\\]))/i);
      }
    }),
    { numRuns: 1000 },
  );
});
