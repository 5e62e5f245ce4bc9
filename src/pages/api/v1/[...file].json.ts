import type { APIRoute, GetStaticPaths } from "astro";
import { api } from "../../../site/api.ts";

export const getStaticPaths = (() =>
  [...api()].map(([path, content]) => ({
    params: { file: path.replace(/\.json$/, "") },
    props: { content },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => Response.json(props["content"]);
