import { shortHash } from "../domain/hash.ts";
import { counted, spellOut } from "../domain/text.ts";
import { type Verdict, verdicts } from "../model/verdict.ts";
import type { Corpus } from "../records/corpus.ts";
import type { Claim } from "../records/schema/claim.ts";
import type { Proof } from "./proof.ts";
import type { MissingCommit } from "./wanted-commits.ts";

/** What a run tells about one repository. */
export interface RepositoryReport {
  repository: string;
  /** As the person named the clone. */
  clone: string;
  proof: Proof;
  missing: MissingCommit[];
  /** How many facts of other clones were kept. */
  kept: number;
}

/** The closing words of a run: what is verified, what is missing and whether that was to be expected, the claims. */
export function summary(reports: RepositoryReport[], corpus: Corpus): string {
  return [...reports.flatMap(repositoryLines), ...claimLines(corpus), ""].join("\n");
}

function repositoryLines({ repository, clone, proof, missing, kept }: RepositoryReport): string[] {
  const { ancestry, clone: entry } = proof;
  const { head, mainlineRef, newestTag, commits, stableTags = 0 } = entry;
  const tags = `newest tag ${newestTag ?? "none"}, ${counted(stableTags, "stable release")}`;
  const of = (kind: MissingCommit["kind"]) => missing.filter((each) => each.kind === kind);
  const surprising = of("surprising").map(
    ({ sha, claimed }) => `    ${sha} claimed for ${claimed.join(", ")}`,
  );
  return [
    spellOut(
      `${repository}: ${clone}, ${mainlineRef} at ${shortHash(head)}, ${tags}, ${counted(commits, "commit")}`,
    ),
    `  ancestry from ${ancestry}, compared with every commit object`,
    `  ${counted(proof.commits.size, "commit")} verified`,
    ...(kept > 0 ? [`  ${counted(kept, "commit")} verified earlier by other clones, kept`] : []),
    ...line(of("expected").length, `not in this clone, as expected: claimed for releases after ${newestTag}`),
    ...line(of("unclear").length, "not in this clone; whether they should be, no claim and no tag tells"),
    ...line(surprising.length, "not in this clone although a claim says that they should be:"),
    ...surprising,
  ];
}

function line(number: number, text: string): string[] {
  return number === 0 ? [] : [`  ${counted(number, "commit")} ${text}`];
}

function claimLines(corpus: Corpus): string[] {
  const judged = verdicts(corpus);
  const of = (state: Verdict["state"]) => judged.filter((verdict) => verdict.state === state);
  const disagreeing = of("disagrees");
  return [
    `claims: ${of("agrees").length} agree, ${disagreeing.length} disagree, ${of("unverified").length} unverified`,
    ...disagreeing.map((verdict) => `  ${spellOut(disagreement(verdict))}`),
  ];
}

/** `e5ff5ce6e20e introduces: "NS_GET_PARENT" says namespaces-2018, line 209; "NS_GET_NSTYPE" says ...` */
function disagreement({ claim, document, fact, against }: Verdict): string {
  const about = subjectOf(claim);
  const place = claim.at === undefined ? document.slug : `${document.slug} (${claim.at})`;
  const rivals = against.map((rival) => {
    // Two commits that both are said to introduce one thing: without the other's name the line makes no sense.
    const of = rival.claim.commit === claim.commit ? "" : ` of ${subjectOf(rival.claim)}`;
    return `${JSON.stringify(rival.claim.value)}${of} says ${rival.document.slug}`;
  });
  const proved = fact === undefined ? rivals : [`${JSON.stringify(fact)} is proved`];
  return `${about} ${claim.field}: ${JSON.stringify(claim.value)} says ${place}; ${proved.join(", ")}`;
}

function subjectOf({ commit, change }: Claim): string | undefined {
  return commit === undefined ? change : shortHash(commit);
}
