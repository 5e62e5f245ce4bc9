import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { create } from "fontkitten";
import { expect, inject, test } from "vitest";
import decompress from "woff2-encoder/decompress";

const folder = inject("sites")[0]?.folder ?? "";

async function charactersOf(file: string): Promise<Set<number>> {
  const font = create(Buffer.from(await decompress(readFileSync(file))));
  if (!("characterSet" in font)) throw new Error(`${file} holds several fonts`);
  return new Set(font.characterSet);
}

test.each([
  ["serif", "@fontsource-variable/source-serif-4/files/source-serif-4-latin-wght-normal.woff2"],
  ["mono", "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2"],
])("the %s of the site has every character of its pages that the whole font has", async (name, whole) => {
  const subset = await charactersOf(`src/styles/fonts/${name}.woff2`);
  const all = await charactersOf(createRequire(`${process.cwd()}/package.json`).resolve(whole));
  const files = globSync("{index,{changes,topics,documents,search/a-z,about,kernels/*}/**/index}.html", {
    cwd: folder,
  });
  expect(files.length).toBeGreaterThan(300);
  const used = new Set(files.flatMap((file) => [...new Set(readFileSync(join(folder, file), "utf8"))]));
  const missing = [...used].filter((character) => {
    const point = character.codePointAt(0) ?? 0;
    return point > 31 && all.has(point) && !subset.has(point);
  });
  expect(missing).toEqual([]);
  for (const character of "Aëüéößø–—“”…") expect(subset.has(character.codePointAt(0) ?? 0)).toBe(true);
});
