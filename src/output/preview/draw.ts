import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { pictureFonts } from "./fonts.ts";
import { picture } from "./picture.ts";
import type { Preview } from "./preview.ts";

/** Safe to delete. A picture that was drawn is kept under the hash of what it was drawn from. */
const CACHE = ".cache/previews";

let ready: Promise<unknown> | undefined;

/**
 * The picture as PNG, the same bytes on every machine: fonts, layout and renderer come from the lock file.
 * @example await draw(previewOf(entry, known))
 */
export async function draw(preview: Preview): Promise<Uint8Array> {
  const fonts = await pictureFonts();
  const svg = picture(preview, fonts);
  const file = join(CACHE, `${createHash("sha256").update(svg).digest("hex")}.png`);
  if (existsSync(file)) return readFileSync(file);
  ready ??= initWasm(
    readFileSync(createRequire(`${process.cwd()}/package.json`).resolve("@resvg/resvg-wasm/index_bg.wasm")),
  );
  await ready;
  const renderer = new Resvg(svg, {
    font: { loadSystemFonts: false, fontBuffers: Object.values(fonts).map(({ bytes }) => bytes) },
  });
  const image = renderer.render();
  const png = image.asPng();
  image.free();
  renderer.free();
  keep(file, png);
  return png;
}

function keep(file: string, png: Uint8Array): void {
  mkdirSync(CACHE, { recursive: true });
  const fresh = `${file}.${process.pid}`;
  writeFileSync(fresh, png);
  renameSync(fresh, file);
}
