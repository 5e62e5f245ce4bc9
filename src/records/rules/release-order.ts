import { compareReleases } from "../../domain/release.ts";
import type { Rule } from "./rule.ts";

/** releases.yaml lists each release once and in version order. */
export const releaseOrder: Rule = ({ corpus, releasesFile, report }) => {
  const lists = { releases: corpus.releases, stable: corpus.stableReleases };
  for (const [name, list] of Object.entries(lists)) {
    for (const [at, { version }] of list.entries()) {
      const before = list[at - 1]?.version;
      if (before === undefined || compareReleases(before, version) < 0) continue;
      const path = [name, at, "version"];
      const isAgain = list.findIndex((release) => release.version === version) < at;
      if (isAgain)
        report(releasesFile, path, "each release once", `${version} again`, "Remove one of the two.");
      else report(releasesFile, path, "releases in their order", `${version} after ${before}`, "Move it up.");
    }
  }
};
