import type { APIRoute, GetStaticPaths } from "astro";
import { bodyPaths } from "../../../site/search-pages.ts";

export const getStaticPaths = bodyPaths satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => Response.json(props["bodies"]);
