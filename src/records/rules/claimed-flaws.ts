import { toString as textOf } from "mdast-util-to-string";
import type { FlawRange } from "../schema/claim.ts";
import type { BodyRecord, Rule } from "./rule.ts";

const CVE = /\bCVE-\d{4}-\d{4,7}\b/g;

/**
 * A flaw that a body names is a claim, or among the published flaws of content/facts. Where a change lists commits
 * as fixes that no record of a flaw names, the flaw that its body names is expected to be theirs.
 */
export const claimedFlaws: Rule = ({ corpus, bodies, report }) => {
  const known = new Map<string, FlawRange[]>();
  for (const [cve, { ranges }] of Object.entries(corpus.flaws?.flaws ?? {})) known.set(cve, ranges);
  for (const { claims } of corpus.documents) {
    for (const claim of claims) if (claim.field === "flaw") known.set(claim.value.cve, claim.value.ranges);
  }
  const fixes = new Set([...known.values()].flat().map(({ fixed }) => fixed?.sha));
  for (const { record, tree } of bodies) {
    const named = new Set(textOf(tree).match(CVE) ?? []);
    for (const cve of named) {
      const ranges = known.get(cve);
      const place = Math.max(0, record.body.indexOf(cve));
      if (ranges === undefined) {
        const remedy =
          'Add a claim with the field "flaw" to the document that says so, or run "sincelinux enrich --vulns".';
        report(record.file, place, "a flaw that a claim or a fact names", cve, remedy);
        continue;
      }
      const unnamed = fixCommits(record).filter((sha) => !fixes.has(sha));
      if (unnamed.length === 0 || concerns(ranges, record)) continue;
      const remedy = "Claim the flaw with this fix, or give the commit another role.";
      report(record.file, place, `${cve} to name a fix that the change lists`, unnamed.join(", "), remedy);
    }
  }
};

function fixCommits(record: BodyRecord): string[] {
  return "commits" in record ? record.commits.flatMap(({ sha, role }) => (role === "fix" ? sha : [])) : [];
}

function concerns(ranges: FlawRange[], record: BodyRecord): boolean {
  const own = new Set("commits" in record ? record.commits.map(({ sha }) => sha) : []);
  return ranges.some(({ introduced, fixed }) => own.has(introduced?.sha ?? "") || own.has(fixed?.sha ?? ""));
}
