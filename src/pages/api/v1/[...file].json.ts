import type { APIRoute, GetStaticPaths } from "astro";
import { apiPaths } from "../../../site/program-files.ts";

export const getStaticPaths = apiPaths satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => Response.json(props["content"]);
