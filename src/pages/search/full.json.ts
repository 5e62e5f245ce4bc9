import type { APIRoute } from "astro";
import { fullSearchFile } from "../../site/search-pages.ts";

export const GET: APIRoute = () => Response.json(fullSearchFile());
