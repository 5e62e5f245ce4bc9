import type { APIRoute } from "astro";
import { sphinxFile } from "../site/program-files.ts";

/** Its addresses are relative to its own, so it needs no SITE_URL. */
export const GET: APIRoute = () =>
  new Response(sphinxFile(), { headers: { "content-type": "application/octet-stream" } });
