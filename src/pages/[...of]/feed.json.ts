import type { APIRoute, GetStaticPaths } from "astro";
import type { Feed } from "../../output/feeds/feed.ts";
import { jsonFeed } from "../../output/feeds/json-feed.ts";
import { feedPaths } from "../../site/feeds.ts";
import { href } from "../../site/links.ts";

export const getStaticPaths = feedPaths satisfies GetStaticPaths;

/** Like the Atom feed, there only where the site knows its address. */
export const GET: APIRoute = ({ props, site }) => {
  if (!site) return new Response(null, { status: 404 });
  const feed = jsonFeed(props["feed"] as Feed, (path) => new URL(href(path), site).href);
  return Response.json(feed, { headers: { "content-type": "application/feed+json" } });
};
