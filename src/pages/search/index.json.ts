import type { APIRoute } from "astro";
import { firstSearchFile } from "../../site/search-pages.ts";

export const GET: APIRoute = () => Response.json(firstSearchFile());
