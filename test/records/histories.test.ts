import { expect, test } from "vitest";
import { compareReleases } from "../../src/domain/release.ts";
import { known } from "../known-content.ts";

/** Records without a later chapter, each with the reason. */
const ENDED: Record<string, string> = {
  "cap-net-admin-module-loading":
    "no source that was read says more, and trying it takes a module that can be loaded",
  "ima-namespaces": "never merged",
  "libcap-new-home": "about a library",
  "ns-cgroup": "its status says from when on it is gone",
  "nsproxy-exit-race": "over before the release",
  "start-of-git-history": "about the first commit",
};

/** Bodies were written from a clone that ends there; what came later has to be looked for. */
const END_OF_CLONE = "v2.6.38";

test("a body goes on beyond the clone that it was written from, or there is a reason why not", () => {
  const ended = known.changes
    .map(({ record }) => record)
    .filter(({ body }) => {
      const releases = body.match(/\bv\d+\.\d+(?:\.\d+)?(?![\w.-]*-rc)\b/g) ?? [];
      return releases.every((release) => compareReleases(release, END_OF_CLONE) <= 0);
    })
    .map(({ slug }) => slug);
  expect(ended.sort()).toEqual(Object.keys(ENDED).sort());
});
