import { releaseOfCandidate, tagKinds } from "../../domain/release.ts";
import type { Path } from "../read/locate.ts";
import { KERNEL } from "../schema/repository.ts";
import { repositoriesByClaim } from "./release-tags.ts";
import type { Rule } from "./rule.ts";

/** A claimed release of the kernel, or of one of its interfaces, is listed in releases.yaml. */
export const knownReleases: Rule = ({ corpus, report }) => {
  const listed = new Set(corpus.releases.map(({ version }) => version));
  const repositoriesOf = repositoriesByClaim(corpus);
  if (listed.size === 0) return;
  const refuse = (file: string, place: Path, release: string) => {
    const remedy = "Correct it, or add the release there.";
    report(file, place, "a release that releases.yaml lists", { value: release }, remedy);
  };
  for (const { file, claims } of corpus.documents) {
    for (const [at, claim] of claims.entries()) {
      if (claim.field !== "release" && claim.field !== "candidate") continue;
      const kernel = repositoriesOf(claim).find(({ id }) => id === KERNEL);
      const isWellFormed = kernel !== undefined && tagKinds(kernel)(claim.value) === claim.field;
      if (!isWellFormed || listed.has(releaseOfCandidate(claim.value))) continue;
      refuse(file, ["claims", at, "value"], claim.value);
    }
  }
  const kernel = corpus.repositories.find(({ id }) => id === KERNEL);
  const kernelTag = kernel ? tagKinds(kernel) : () => null;
  for (const { file, repository, interfaces } of corpus.changes) {
    if (repository !== KERNEL) continue;
    for (const [at, { claims }] of interfaces.entries()) {
      for (const [index, { release }] of claims.entries()) {
        if (kernelTag(release) === "release" && !listed.has(release))
          refuse(file, ["interfaces", at, "claims", index, "release"], release);
      }
    }
  }
};
