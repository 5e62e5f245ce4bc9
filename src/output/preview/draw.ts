import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { initWasm, Resvg } from "@resvg/resvg-wasm";
import { cacheFolder } from "../../domain/environment.ts";
import { pictureFonts } from "./fonts.ts";
import { picture } from "./picture.ts";
import type { Preview } from "./preview.ts";

let ready: Promise<unknown> | undefined;

/**
 * The picture as PNG, the same bytes on every machine: fonts, layout and renderer come from the lock file.
 * @example await draw(previewOf(entry, known))
 */
export async function draw(preview: Preview): Promise<Uint8Array> {
  const fonts = await pictureFonts();
  const svg = picture(preview, fonts);
  const file = cacheFile(svg);
  if (file !== null && existsSync(file)) return readFileSync(file);
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
  if (file !== null) keep(file, png);
  return png;
}

/** Where a picture is kept: under the hash of what it is drawn from. Null when nothing is cached. */
function cacheFile(svg: string): string | null {
  const folder = cacheFolder(process.platform, process.env);
  const name = `${createHash("sha256").update(svg).digest("hex")}.png`;
  return folder === null ? null : join(folder, "previews", name);
}

/** A cache that cannot be written does not fail a build. */
function keep(file: string, png: Uint8Array): void {
  const fresh = `${file}.${process.pid}`;
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(fresh, png);
    renameSync(fresh, file);
  } catch {
    // A full disk leaves a partial file.
    if (existsSync(fresh)) rmSync(fresh);
  }
}
