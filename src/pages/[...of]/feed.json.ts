import type { APIRoute, GetStaticPaths } from "astro";
import { feedPaths, jsonFeedFile } from "../../site/feed-files.ts";

export const getStaticPaths = feedPaths satisfies GetStaticPaths;

/** Like the Atom feed, there only where the site knows its address. */
export const GET: APIRoute = ({ props, site }) => {
  if (!site) return new Response(null, { status: 404 });
  const feed = jsonFeedFile(props["feed"], site);
  return Response.json(feed, { headers: { "content-type": "application/feed+json" } });
};
