import type { APIRoute } from "astro";
import { href } from "../site/links.ts";

/** Everything may be read. A crawler looks for this file at a host's root alone. */
export const GET: APIRoute = ({ site }) => {
  const sitemap = site
    ? `Sitemap: ${new URL(href("/sitemap.xml"), site).href}`
    : "# No sitemap: this copy was built without SITE_URL, and a sitemap needs whole addresses.";
  return new Response(`User-agent: *\nAllow: /\n\n${sitemap}\n`, {
    headers: { "content-type": "text/plain; charset=utf-8" },
  });
};
