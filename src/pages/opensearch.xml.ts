import type { APIRoute } from "astro";
import { href } from "../site/links.ts";

/** Lets a browser's address bar search here. Its addresses must be whole, so it needs SITE_URL. */
export const GET: APIRoute = ({ site }) => {
  const whole = (path: string) => (site ? new URL(href(path), site).href : href(path));
  const description = `<?xml version="1.0" encoding="UTF-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
  <ShortName>sincelinux</ShortName>
  <Description>Linux namespaces and capabilities: which kernel has it, which commits made it</Description>
  <InputEncoding>UTF-8</InputEncoding>
  <Image width="16" height="16" type="image/svg+xml">${whole("/icon.svg")}</Image>
  <Url type="text/html" method="get" template="${whole("/search/")}?q={searchTerms}&amp;go=1"/>
  <Url type="application/opensearchdescription+xml" rel="self" template="${whole("/opensearch.xml")}"/>
</OpenSearchDescription>
`;
  return new Response(description, { headers: { "content-type": "application/opensearchdescription+xml" } });
};
