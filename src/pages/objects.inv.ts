import type { APIRoute } from "astro";
import { sphinxInventory } from "../output/inventory/inventory.ts";
import { knowledge } from "../site/content.ts";

/** Its addresses begin where it lies, so it needs no SITE_URL. */
export const GET: APIRoute = () =>
  new Response(sphinxInventory(knowledge()), { headers: { "content-type": "application/octet-stream" } });
