import { releaseOfCandidate } from "../../domain/release.ts";
import { quoted } from "../../domain/text.ts";
import type { Corpus, RepositoryRecord } from "../corpus.ts";
import type { Claim } from "../schema/claim.ts";
import { kernelRelease } from "../schema/release.ts";
import type { Rule } from "./rule.ts";

/** A claimed release looks like one of its repository, and one of the kernel is listed in releases.yaml. */
export const knownReleases: Rule = ({ corpus, report }) => {
  const repositoriesOf = repositoriesByClaim(corpus);
  const listed = new Set(corpus.releases.map(({ version }) => version));
  for (const { file, claims } of corpus.documents) {
    for (const [at, claim] of claims.entries()) {
      if (claim.field !== "release" && claim.field !== "candidate") continue;
      const path = ["claims", at, "value"];
      const tag = releaseOfCandidate(claim.value);
      const candidates = repositoriesOf(claim);
      const isShaped = candidates.some(({ releaseTags }) => releaseTags.some((shape) => matches(tag, shape)));
      if (!isShaped && candidates.length > 0) {
        const names = candidates.map(({ id, releaseTags }) => `${id} (${releaseTags.join(", ")})`);
        const remedy = "Correct the tag, or the repository of the change.";
        report(file, path, `a release of ${names.join(" or ")}`, quoted(claim.value), remedy);
      } else if (listed.size > 0 && kernelRelease.safeParse(tag).success && !listed.has(tag)) {
        const remedy = "Correct it, or add the release there.";
        report(file, path, "a release that releases.yaml lists", quoted(claim.value), remedy);
      }
    }
  }
};

/** The repository of the commit or change that a claim speaks of; all of them when that is in no record. */
function repositoriesByClaim({ changes, repositories }: Corpus): (claim: Claim) => RepositoryRecord[] {
  const names = new Map<string, string>();
  for (const { slug, repository, commits } of changes) {
    names.set(slug, repository);
    for (const { sha } of commits) names.set(sha, repository);
  }
  return ({ commit, change }) => {
    const name = names.get(commit ?? change ?? "");
    return name === undefined ? repositories : repositories.filter(({ id }) => id === name);
  };
}

/** Whether a tag has a shape such as "vN.N", N being a number. */
function matches(tag: string, shape: string): boolean {
  const pattern = shape.replaceAll(".", "\\.").replaceAll("N", "\\d+");
  return new RegExp(`^${pattern}$`).test(tag);
}
