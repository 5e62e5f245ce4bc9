import { compareReleases, tagKinds } from "../../domain/release.ts";
import { KERNEL } from "../schema/repository.ts";
import type { Rule } from "./rule.ts";

/**
 * A claimed flaw concerns a commit that introduced or fixed it, its releases are listed in releases.yaml, no range is repeated,
 * and no fix comes before the flaw.
 */
export const flawRanges: Rule = ({ corpus, report }) => {
  const kernel = corpus.repositories.find(({ id }) => id === KERNEL);
  const kindOf = kernel ? tagKinds(kernel) : () => null;
  const dated = [...corpus.releases, ...corpus.stableReleases].map(({ version }) => version);
  const listed = new Set([...dated, ...corpus.stableDates.keys()]);
  for (const { file, claims } of corpus.documents) {
    for (const [at, { commit, field, value }] of claims.entries()) {
      if (field !== "flaw") continue;
      const path = ["claims", at, "value", "ranges"];
      const named = value.ranges.flatMap(({ introduced, fixed }) => [introduced?.sha, fixed?.sha]);
      if (!named.includes(commit)) {
        const remedy = "Claim it of a commit that introduced or fixed it.";
        report(file, path, "the claim's commit as one that introduced or fixed it", "others only", remedy);
      }
      const seen = new Set<string>();
      for (const [index, { introduced, fixed }] of value.ranges.entries()) {
        for (const [name, landing] of Object.entries({ introduced, fixed })) {
          if (landing === null || listed.size === 0 || listed.has(landing.release)) continue;
          const kind = kindOf(landing.release);
          // A malformed tag is reported already.
          if (kind === null) continue;
          const place = [...path, index, name, "release"];
          const list = kind === "stable" ? "stable" : "releases";
          const remedy = `Correct it, or add the release there, under ${list}.`;
          report(file, place, "a release that releases.yaml lists", { value: landing.release }, remedy);
        }
        if (fixed && introduced && compareReleases(introduced.release, fixed.release) > 0) {
          const found = `${fixed.release}, before ${introduced.release}`;
          report(file, [...path, index, "fixed"], "a fix after the flaw", found, "Correct one of the two.");
        }
        const key = JSON.stringify([introduced?.sha, fixed?.sha]);
        if (seen.has(key)) report(file, [...path, index], "each range once", "it again", "Remove it.");
        seen.add(key);
      }
    }
  }
};
