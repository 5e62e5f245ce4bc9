import type { APIRoute } from "astro";
import { firstFile } from "../../search/index/site-files.ts";
import { searchable } from "../../site/searchable.ts";

export const GET: APIRoute = () => Response.json(firstFile(searchable()));
