import type { APIRoute, GetStaticPaths } from "astro";
import { previewFile, previewPaths } from "../../site/page-head.ts";

export const getStaticPaths = previewPaths satisfies GetStaticPaths;

export const GET: APIRoute = async ({ params }) =>
  new Response(await previewFile(params["slug"] ?? ""), { headers: { "Content-Type": "image/png" } });
