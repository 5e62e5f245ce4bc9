import { type Bracket, combine, evidenceFrom, previousRelease } from "../../domain/header-bracket.ts";
import { compareReleases, seriesOf } from "../../domain/release.ts";
import type { ChangeRecord, Corpus } from "../corpus.ts";
import type { KernelInterface } from "../schema/change.ts";
import type { Rule } from "./rule.ts";

/**
 * A change that introduces an interface has a release in which headers can have it first, or says why not; one change
 * introduces it, and the commit that does is one of its own.
 */
export const interfaceRoles: Rule = ({ corpus, report }) => {
  const claimed = claimedReleases(corpus);
  const introducedBy = new Map<string, string>();
  const usableBy = new Map<string, string>();
  for (const change of corpus.changes) {
    for (const [at, each] of change.interfaces.entries()) {
      const refuse = (field: keyof KernelInterface, expected: string, found: string, remedy: string) =>
        report(change.file, ["interfaces", at, field], expected, { value: found }, remedy);
      const { name, role, commit, dispute, makesUsable } = each;
      if (makesUsable && role !== "extends")
        refuse("makesUsable", "role: extends beside it", "true", "Remove it, or correct the role.");
      if (role === "removes" && !change.removes)
        refuse(
          "role",
          "removes: true of the change beside role: removes",
          role,
          "Add it, or correct the role.",
        );
      const usable = makesUsable && usableBy.get(name);
      if (usable)
        refuse(
          "makesUsable",
          "one change that makes it usable",
          `${usable} does, too`,
          "Remove one of them.",
        );
      if (makesUsable) usableBy.set(name, change.slug);
      if (role !== "introduces") {
        for (const field of ["commit", "dispute"] as const) {
          const given = each[field];
          if (given !== undefined)
            refuse(field, "role: introduces beside it", given, "Remove it, or correct the role.");
        }
        continue;
      }
      const first = introducedBy.get(name);
      if (first !== undefined)
        refuse(
          "role",
          "one change that introduces it",
          `introduces, as ${first} does`,
          "Write extends or uses.",
        );
      introducedBy.set(name, change.slug);
      if (commit !== undefined && !change.commits.some(({ sha }) => sha === commit))
        refuse("commit", "a commit of this record", commit, "Add it to the commits, or correct the hash.");
      const { presentIn, absentIn } = bracketOf(name, corpus);
      const releases = releasesOf(change, commit, claimed);
      const isElsewhere =
        presentIn !== null &&
        releases.length > 0 &&
        !releases.some((release) => isWithin(release, absentIn, presentIn));
      if (isElsewhere && dispute === undefined) {
        const headers =
          absentIn === null
            ? `in ${presentIn} at the latest`
            : `after ${absentIn}, in ${presentIn} at the latest`;
        const remedy = "Write extends or uses, or say in dispute why both are right.";
        refuse(
          "role",
          `a change of the release in which headers have it, ${headers}`,
          `introduces, in ${releases.join(", ")}`,
          remedy,
        );
      }
      if (!isElsewhere && dispute !== undefined)
        refuse("dispute", "a release that headers contradict", dispute, "Remove it.");
    }
  }
};

function isWithin(release: string, absentIn: string | null, presentIn: string): boolean {
  return (
    compareReleases(release, presentIn) <= 0 && (absentIn === null || compareReleases(release, absentIn) > 0)
  );
}

function bracketOf(name: string, { interfaces, releases }: Corpus): Bracket {
  return combine(evidenceFrom(interfaces, name), previousRelease(releases));
}

/** Every release that a fact or a claim gives to the commits that bring a change; none where one of them has no release. */
function releasesOf(
  { slug, commits }: ChangeRecord,
  only: string | undefined,
  claimed: ReadonlyMap<string, ReadonlySet<string>>,
): string[] {
  const bringing = commits.filter(({ sha, role }) =>
    only === undefined ? !["fix", "docs", "selftest"].includes(role) : sha === only,
  );
  const each = bringing.map(({ sha }) => claimed.get(sha) ?? new Set<string>());
  if (each.some((releases) => releases.size === 0)) return [];
  const all =
    bringing.length > 0 ? each.flatMap((releases) => [...releases]) : [...(claimed.get(slug) ?? [])];
  return [...new Set(all)].sort(compareReleases);
}

/** By hash or slug; a fact alone where there is one. */
function claimedReleases({ documents, facts, flaws }: Corpus): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const add = (about: string, release: string) =>
    found.set(about, (found.get(about) ?? new Set()).add(release));
  for (const { claims } of documents)
    for (const { commit, change, field, value } of claims)
      if (field === "release") add(commit ?? change ?? "", value);
  for (const [sha, { release }] of Object.entries(flaws?.releases ?? {}))
    if (seriesOf(release) === release) add(sha, release);
  for (const [sha, { release }] of facts) if (release) found.set(sha, new Set([release]));
  return found;
}
