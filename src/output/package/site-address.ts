/** @param page of this content: "/changes/nsfs-ioctls/" */
export function addressOf(site: URL, page: string): string {
  return new URL(page.replace(/^\/+/, ""), site).href;
}

/** The address of a site, with a slash at the end of its path. @throws Error where it is none */
export function checkedSite(site: unknown): URL {
  const url = typeof site === "string" && URL.canParse(site) ? new URL(site) : null;
  if (!url || !/^https?:$/.test(url.protocol)) {
    throw new Error(
      `sincelinux/remark: site: expected the http(s) address of a sincelinux site, found ${JSON.stringify(site)}. Pass { site: "https://example.org/" }.`,
    );
  }
  return new URL(`${url.pathname.replace(/\/+$/, "")}/`, url.origin);
}
