import type { APIRoute, GetStaticPaths } from "astro";
import { searchPaths } from "../../site/search-pages.ts";

export const getStaticPaths = searchPaths satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => Response.json(props["content"]);
