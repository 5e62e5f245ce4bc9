import type { Feed } from "../output/feeds/feed.ts";
import { feedsOf } from "../output/feeds/feeds.ts";
import { knowledge } from "./content.ts";

let made: Feed[] | undefined;

/** The feeds, made once a build. */
export function feeds(): Feed[] {
  made ??= feedsOf(knowledge());
  return made;
}

/** Where each is to be written: the folders in Astro's form, the site's own being undefined. */
export function feedPaths(): { params: { of: string | undefined }; props: { feed: Feed } }[] {
  return feeds().flatMap((feed) =>
    [feed.path, ...feed.earlier].map((path) => ({
      params: { of: path.slice(1, -1) || undefined },
      props: { feed },
    })),
  );
}
