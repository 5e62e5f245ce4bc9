import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import { draw } from "../../../src/output/preview/draw.ts";
import { pictureFonts } from "../../../src/output/preview/fonts.ts";
import { picture } from "../../../src/output/preview/picture.ts";
import type { Preview } from "../../../src/output/preview/preview.ts";
import { temporaryFolder } from "../../git/temporary-folder.ts";

const preview: Preview = {
  title: "A title",
  tags: ["user", "mnt"],
  label: "Since",
  answer: "v4.11",
  days: "2017-05-01",
  evidence: { of: "quoted", text: "claim, 3 sources" },
  state: "merged",
};
const fonts = await pictureFonts();
const folder = temporaryFolder();
afterEach(() => void vi.unstubAllEnvs());

/** The words in the picture, in their order. */
function words(svg: string): string[] {
  return [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text = ""]) =>
    text.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code))),
  );
}

test("the title, the release with its day, how it is known, and the topics stand in it", () => {
  const all = ["since", "linux", "user  mnt", "A title", "Since", "v4.11", "2017-05-01", "claim, 3 sources"];
  expect(words(picture(preview, fonts))).toEqual(all);
});

test("each way of knowing has a mark and a colour of its own", () => {
  const marks = (["fact", "quoted", "derived", "unknown", "disputed"] as const).map((of) =>
    picture({ ...preview, evidence: { of, text: "x" } }, fonts).replace(/^.*2017-05-01<\/text>/, ""),
  );
  expect(new Set(marks).size).toBe(5);
  expect(picture({ ...preview, evidence: null }, fonts)).not.toMatch(/<circle|<path/);
});

test("tags that have no room are counted", () => {
  const tags = Array.from({ length: 20 }, (_, at) => `subsystem${at}`);
  expect(words(picture({ ...preview, tags }, fonts))[2]).toMatch(/^subsystem0 .* \+\d+$/);
});

test("a sign that the font lacks is written as its code point, never as an empty box", () => {
  expect(words(picture({ ...preview, title: "A → B" }, fonts))[3]).toBe("A [U+2192] B");
});

test("whatever a title holds, the picture is well-formed and of its size", async () => {
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "drawn"));
  const hostile = '<script>alert(1)</script> & "quoted" ]]> &lt; <!-- \u202e 漢字 🎉';
  const png = Buffer.from(await draw({ ...preview, title: hostile, answer: hostile, days: hostile }));
  expect(png.toString("latin1", 1, 4)).toBe("PNG");
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (title) => {
      const svg = picture({ ...preview, title }, fonts);
      expect(svg.replace(/<\/?(?:svg|rect|text|circle|path)\b[^<>]*>/g, "")).not.toMatch(/[<>]/);
    }),
  );
});

test("a drawn picture is kept below XDG_CACHE_HOME and not drawn again", async () => {
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "kept"));
  const drawn = await draw(preview);
  const kept = join(folder, "kept/sincelinux/previews");
  const [name = "", ...others] = readdirSync(kept);
  expect(others).toEqual([]);
  expect(readFileSync(join(kept, name))).toEqual(Buffer.from(drawn));
  writeFileSync(join(kept, name), "from the cache");
  expect(Buffer.from(await draw(preview)).toString()).toBe("from the cache");
});

test("without a cache, or one that cannot be written, pictures are drawn all the same", async () => {
  writeFileSync(join(folder, "a file"), "");
  vi.stubEnv("XDG_CACHE_HOME", join(folder, "a file"));
  const drawn = await draw(preview);
  vi.stubEnv("XDG_CACHE_HOME", undefined);
  vi.stubEnv("HOME", undefined);
  vi.stubEnv("LOCALAPPDATA", undefined);
  expect(await draw(preview)).toEqual(drawn);
  expect(Buffer.from(drawn).toString("latin1", 1, 4)).toBe("PNG");
});
