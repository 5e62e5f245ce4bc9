import type { APIRoute, GetStaticPaths } from "astro";
import { searchShards } from "../../../site/searchable.ts";

export const getStaticPaths = (() =>
  [...searchShards()].map(([digits, rows]) => ({
    params: { digits },
    props: { rows },
  }))) satisfies GetStaticPaths;

export const GET: APIRoute = ({ props }) => Response.json(props["rows"]);
