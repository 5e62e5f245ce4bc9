import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { create } from "fontkitten";
import decompress from "woff2-encoder/decompress";

/** One of the site's fonts, as the picture needs it. */
export interface PictureFont {
  /** TrueType: what the renderer reads. */
  bytes: Uint8Array;
  /** @returns pixels, without kerning, which only makes it narrower */
  width(text: string, size: number): number;
  /** Text with what the font cannot draw written as its code point. */
  drawable(text: string): string;
}

export interface PictureFonts {
  serif: PictureFont;
  mono: PictureFont;
  monoBold: PictureFont;
}

let loaded: Promise<PictureFonts> | undefined;

/** Read once a build, from the packages that the pages take them from; the renderer knows no variable fonts. */
export function pictureFonts(): Promise<PictureFonts> {
  loaded ??= load();
  return loaded;
}

async function load(): Promise<PictureFonts> {
  const [serif, mono, monoBold] = await Promise.all(
    [
      "@fontsource/source-serif-4/files/source-serif-4-latin-600-normal.woff2",
      "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-400-normal.woff2",
      "@fontsource/ibm-plex-mono/files/ibm-plex-mono-latin-600-normal.woff2",
    ].map(read),
  );
  if (!serif || !mono || !monoBold) throw new Error("a font of the pictures is missing");
  return { serif, mono, monoBold };
}

async function read(file: string): Promise<PictureFont> {
  const path = createRequire(`${process.cwd()}/package.json`).resolve(file);
  const bytes = await decompress(readFileSync(path));
  const font = create(Buffer.from(bytes));
  if (!("glyphsForString" in font)) throw new Error(`${file} holds several fonts`);
  return {
    bytes,
    width: (text, size) =>
      (font.glyphsForString(text).reduce((sum, { advanceWidth }) => sum + advanceWidth, 0) * size) /
      font.unitsPerEm,
    drawable: (text) =>
      [...text]
        .map((character) => {
          const point = character.codePointAt(0) ?? 0;
          return font.hasGlyphForCodePoint(point)
            ? character
            : `[U+${point.toString(16).toUpperCase().padStart(4, "0")}]`;
        })
        .join(""),
  };
}
