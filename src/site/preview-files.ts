import { draw } from "../output/preview/draw.ts";
import { previewOf } from "../output/preview/preview.ts";
import { knowledge } from "./content.ts";

export function previewPaths() {
  return knowledge().changes.map(({ record: { slug } }) => ({ params: { slug } }));
}

/** The picture of a change for link previews. @returns PNG */
export async function previewFile(slug: string): Promise<Uint8Array<ArrayBuffer>> {
  const known = knowledge();
  const entry = known.change(slug);
  if (!entry) throw new Error(`no change has the slug ${slug}`);
  return Uint8Array.from(await draw(previewOf(entry, known)));
}
