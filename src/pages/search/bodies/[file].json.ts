import type { APIRoute, GetStaticPaths } from "astro";
import { bodyFiles } from "../../../search/index/site-files.ts";
import { searchable } from "../../../site/searchable.ts";

export const getStaticPaths = (() =>
  bodyFiles(searchable()).map((bodies, file) => ({
    params: { file: String(file) },
    props: { bodies },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => Response.json(props["bodies"]);
