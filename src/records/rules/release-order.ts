import { compareReleases } from "../../schema/release.ts";
import type { Rule } from "./rule.ts";

/** releases.yaml lists each release once, the oldest first. */
export const releaseOrder: Rule = ({ corpus, releasesFile, report }) => {
  for (const [at, { version }] of corpus.releases.entries()) {
    const before = corpus.releases[at - 1]?.version;
    if (before === undefined || compareReleases(before, version) < 0) continue;
    const path = ["releases", at, "version"];
    const isAgain = corpus.releases.findIndex((release) => release.version === version) < at;
    if (isAgain)
      report(releasesFile, path, "each release once", `${version} again`, "Remove one of the two.");
    else report(releasesFile, path, "releases in their order", `${version} after ${before}`, "Move it up.");
  }
};
