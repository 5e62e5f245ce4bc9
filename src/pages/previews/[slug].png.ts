import type { APIRoute, GetStaticPaths } from "astro";
import type { ChangeEntry } from "../../model/knowledge.ts";
import { draw } from "../../output/preview/draw.ts";
import { previewOf } from "../../output/preview/preview.ts";
import { knowledge } from "../../site/content.ts";

export const getStaticPaths = (() =>
  knowledge().changes.map((entry) => ({
    params: { slug: entry.record.slug },
    props: { entry },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute<{ entry: ChangeEntry }> = async ({ props }) => {
  const png = await draw(previewOf(props.entry, knowledge()));
  return new Response(Uint8Array.from(png), { headers: { "Content-Type": "image/png" } });
};
