import type { APIRoute, GetStaticPaths } from "astro";
import { atom } from "../../output/feeds/atom.ts";
import type { Feed } from "../../output/feeds/feed.ts";
import { feedPaths } from "../../site/feeds.ts";
import { href } from "../../site/links.ts";

export const getStaticPaths = feedPaths satisfies GetStaticPaths;

/** Its addresses must be whole: without SITE_URL there is no body, and Astro writes no file. */
export const GET: APIRoute = ({ props, site }) => {
  if (!site) return new Response(null, { status: 404 });
  const text = atom(props["feed"] as Feed, (path) => new URL(href(path), site).href);
  return new Response(text, { headers: { "content-type": "application/atom+xml" } });
};
