import type { APIRoute } from "astro";
import { sitemapPaths } from "../site/program-files.ts";

/** Its addresses must be whole: without SITE_URL there is no body, Astro writes no file, and robots.txt says so. */
export const GET: APIRoute = ({ site }) => {
  if (!site) return new Response(null, { status: 404 });
  const sources = Object.keys(import.meta.glob("./**/*.astro"));
  const entries = sitemapPaths(sources).map((path) => `  <url><loc>${new URL(path, site).href}</loc></url>`);
  const sitemap = `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.join("\n")}
</urlset>
`;
  return new Response(sitemap, { headers: { "content-type": "application/xml" } });
};
