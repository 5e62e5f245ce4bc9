import type { APIRoute, GetStaticPaths } from "astro";
import { shardPaths } from "../../../site/search-pages.ts";

export const getStaticPaths = shardPaths satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => Response.json(props["rows"]);
