import type { APIRoute } from "astro";
import { specrefFile } from "../site/program-files.ts";

/** A reference is printed and copied, so its address must be whole: without SITE_URL there is no file. */
export const GET: APIRoute = ({ site }) =>
  site ? Response.json(specrefFile()) : new Response(null, { status: 404 });
