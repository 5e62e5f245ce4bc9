import { shapesOf, type TagKind, tagKinds, tagMeant } from "../../domain/release.ts";
import type { Corpus, RepositoryRecord } from "../corpus.ts";
import type { Path } from "../read/locate.ts";
import type { Claim } from "../schema/claim.ts";
import { KERNEL } from "../schema/repository.ts";
import type { Rule } from "./rule.ts";

/** A release tag has a shape that its repository declares, of the kind that its field asks for. */
export const releaseTags: Rule = ({ corpus, releasesFile, report }) => {
  const check = (
    file: string,
    path: Path,
    tag: string,
    kinds: TagKind[],
    repositories: RepositoryRecord[],
  ) => {
    const isTag = isTagOf(kinds, repositories);
    if (repositories.length === 0 || isTag(tag)) return;
    const meant = tagMeant(tag, isTag);
    const otherwise =
      file === releasesFile ? "Correct the tag." : "Correct the tag, or the repository of the change.";
    const remedy = meant === undefined ? otherwise : `Did you mean "${meant}"?`;
    report(file, path, wantedTags(kinds, repositories), { value: tag }, remedy);
  };
  const kernel = corpus.repositories.filter(({ id }) => id === KERNEL);
  for (const [at, { version }] of corpus.releases.entries()) {
    check(releasesFile, ["releases", at, "version"], version, ["release"], kernel);
  }
  for (const [at, { version }] of corpus.stableReleases.entries()) {
    check(releasesFile, ["stable", at, "version"], version, ["stable"], kernel);
  }
  const repositoriesOf = repositoriesByClaim(corpus);
  for (const { file, claims } of corpus.documents) {
    for (const [at, claim] of claims.entries()) {
      const path = ["claims", at, "value"];
      if (claim.field === "release" || claim.field === "candidate") {
        check(file, path, claim.value, [claim.field], repositoriesOf(claim));
      } else if (claim.field === "flaw") {
        for (const [index, range] of claim.value.ranges.entries()) {
          for (const name of ["introduced", "fixed"] as const) {
            const place = [...path, "ranges", index, name, "release"];
            const tag = range[name]?.release;
            if (tag !== undefined) check(file, place, tag, ["release", "stable"], repositoriesOf(claim));
          }
        }
      }
    }
  }
  for (const { file, repository, interfaces } of corpus.changes) {
    const own = corpus.repositories.filter(({ id }) => id === repository);
    for (const [at, { claims }] of interfaces.entries()) {
      for (const [index, { release }] of claims.entries()) {
        check(file, ["interfaces", at, "claims", index, "release"], release, ["release"], own);
      }
    }
  }
};

/** Whether a tag is of one of these kinds in one of these repositories. */
function isTagOf(kinds: TagKind[], repositories: RepositoryRecord[]): (tag: string) => boolean {
  const tests = repositories.map(tagKinds);
  return (tag) => tests.some((kindOf) => kinds.some((kind) => kind === kindOf(tag)));
}

const names: Record<TagKind, string> = {
  release: "release",
  candidate: "release candidate",
  stable: "stable release",
};

/** "a release or stable release of linux (v2.6.N, v3+.N)" */
function wantedTags(kinds: TagKind[], repositories: RepositoryRecord[]): string {
  const each = repositories.map((repository) => {
    const shapes = kinds.flatMap((kind) => shapesOf(repository, kind));
    return `${repository.id} (${shapes.join(", ") || "none"})`;
  });
  return `a ${kinds.map((kind) => names[kind]).join(" or ")} of ${each.join(" or ")}`;
}

/** The repository of the commit or change that a claim speaks of; all of them when that is in no record. */
export function repositoriesByClaim({ changes, repositories }: Corpus): (claim: Claim) => RepositoryRecord[] {
  const ids = new Map<string, string>();
  for (const { slug, repository, commits } of changes) {
    ids.set(slug, repository);
    for (const { sha } of commits) ids.set(sha, repository);
  }
  return ({ commit, change }) => {
    const own = ids.get(commit ?? change ?? "");
    return own === undefined ? repositories : repositories.filter(({ id }) => id === own);
  };
}
