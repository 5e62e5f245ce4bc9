import type { APIRoute, GetStaticPaths } from "astro";
import { atomFile, feedPaths } from "../../site/feed-files.ts";

export const getStaticPaths = feedPaths satisfies GetStaticPaths;

/** Its addresses must be whole: without SITE_URL there is no body, and Astro writes no file. */
export const GET: APIRoute = ({ props, site }) => {
  if (!site) return new Response(null, { status: 404 });
  return new Response(atomFile(props["feed"], site), { headers: { "content-type": "application/atom+xml" } });
};
