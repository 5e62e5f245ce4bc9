import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";

const sites = inject("sites");
const origin = "https://sincelinux.example";

/** The meta elements of Open Graph, by their name without "og:". */
function openGraph(html: string): Map<string, string> {
  return new Map(
    [...html.matchAll(/<meta property="og:([^"]+)" content="([^"]*)"/g)].map(
      ([, name = "", content = ""]) => [
        name,
        content
          .replaceAll("&quot;", '"')
          .replaceAll("&#34;", '"')
          .replaceAll("&amp;", "&")
          .replaceAll("&#38;", "&"),
      ],
    ),
  );
}

/** Pages of changes, without those that redirect. */
const pagesIn = (folder: string) =>
  globSync("changes/*/index.html", { cwd: folder })
    .map((file) => ({ file, html: readFileSync(join(folder, file), "utf8") }))
    .filter(({ html }) => !html.includes('http-equiv="refresh"'));

test.each(sites)("every change at '$base/' names a picture of the size it says", ({ base, folder }) => {
  const pages = pagesIn(folder);
  expect(pages.length).toBeGreaterThan(60);
  for (const { file, html } of pages) {
    const slug = file.split("/")[1];
    const og = openGraph(html);
    expect([file, og.get("image")]).toEqual([file, `${origin}${base}/previews/${slug}.png`]);
    const png = readFileSync(join(folder, `previews/${slug}.png`));
    expect([file, png.toString("latin1", 1, 4), png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([
      file,
      "PNG",
      Number(og.get("image:width")),
      Number(og.get("image:height")),
    ]);
    expect(og.get("image:alt")?.startsWith(og.get("title") ?? "?"), file).toBe(true);
  }
});

test("each picture is another, and none is left over", () => {
  const { folder } = sites[0] ?? { folder: "" };
  const pictures = globSync("previews/*.png", { cwd: folder }).map((file) =>
    readFileSync(join(folder, file), "base64"),
  );
  expect(pictures.length).toBe(pagesIn(folder).length);
  expect(new Set(pictures).size).toBe(pictures.length);
});

test("the words for who does not see it tell release, day and how that is known", () => {
  const { folder } = sites[0] ?? { folder: "" };
  const page = readFileSync(join(folder, "changes/shared-subtrees/index.html"), "utf8");
  expect(openGraph(page).get("image:alt")).toMatch(/: v2\.6\.15, 2006-01-03; fact\.$/);
});

test("pages that are about no change name no picture", () => {
  const { folder } = sites[0] ?? { folder: "" };
  expect(openGraph(readFileSync(join(folder, "index.html"), "utf8")).has("image")).toBe(false);
});
