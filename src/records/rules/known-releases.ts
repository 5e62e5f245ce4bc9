import { releaseOfCandidate, tagKinds } from "../../domain/release.ts";
import { KERNEL } from "../schema/repository.ts";
import { repositoriesByClaim } from "./release-tags.ts";
import type { Rule } from "./rule.ts";

/** A claimed release of the kernel is listed in releases.yaml. */
export const knownReleases: Rule = ({ corpus, report }) => {
  const listed = new Set(corpus.releases.map(({ version }) => version));
  const repositoriesOf = repositoriesByClaim(corpus);
  if (listed.size === 0) return;
  for (const { file, claims } of corpus.documents) {
    for (const [at, claim] of claims.entries()) {
      if (claim.field !== "release" && claim.field !== "candidate") continue;
      const kernel = repositoriesOf(claim).find(({ id }) => id === KERNEL);
      const isWellFormed = kernel !== undefined && tagKinds(kernel)(claim.value) === claim.field;
      if (!isWellFormed || listed.has(releaseOfCandidate(claim.value))) continue;
      const remedy = "Correct it, or add the release there.";
      report(
        file,
        ["claims", at, "value"],
        "a release that releases.yaml lists",
        { value: claim.value },
        remedy,
      );
    }
  }
};
