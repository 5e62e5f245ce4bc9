import type { APIRoute } from "astro";
import { specref } from "../output/inventory/specref.ts";
import { knowledge } from "../site/content.ts";
import { href } from "../site/links.ts";

/** A reference is printed and copied, so its address must be whole: without SITE_URL there is no file. */
export const GET: APIRoute = ({ site }) =>
  site
    ? Response.json(specref(knowledge(), (path) => new URL(href(path), site).href))
    : new Response(null, { status: 404 });
