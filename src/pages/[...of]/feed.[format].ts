import type { APIRoute, GetStaticPaths } from "astro";
import { feedFile, feedPaths } from "../../site/program-files.ts";

export const getStaticPaths = feedPaths satisfies GetStaticPaths;

/** Its addresses must be whole: without SITE_URL there is no body, and Astro writes no file. */
export const GET: APIRoute = ({ params, props, site }) => {
  if (!site) return new Response(null, { status: 404 });
  const { type, text } = feedFile(props["feed"], params["format"] === "json" ? "json" : "atom", site);
  return new Response(text, { headers: { "content-type": type } });
};
