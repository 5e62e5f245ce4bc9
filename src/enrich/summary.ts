import { shortHash } from "../domain/hash.ts";
import { counted, spellOut } from "../domain/text.ts";
import { type Verdict, verdicts } from "../model/verdict.ts";
import type { Corpus } from "../records/corpus.ts";
import type { Claim } from "../records/schema/claim.ts";
import type { Proof } from "./proof.ts";
import type { MissingCommit } from "./wanted-commits.ts";

/** What a run reports about one repository. */
export interface RepositoryReport {
  repository: string;
  /** As the person named the clone. */
  clone: string;
  proof: Proof;
  missing: MissingCommit[];
}

/**
 * What a run ends with: what was verified, what is new, what is missing, and how the claims agree.
 * @param before the content with the facts as they were
 * @param after the content with the facts as they are now
 */
export function summary(reports: RepositoryReport[], before: Corpus, after: Corpus): string {
  const isHere = ({ commit }: Claim) =>
    commit !== undefined && reports.some(({ proof }) => proof.commits.has(commit));
  return [
    ...reports.flatMap((report) => [...repositoryLines(report, after), ...news(report, before)]),
    ...claimLines(after, isHere),
    "",
  ].join("\n");
}

function repositoryLines(
  { repository, clone, proof, missing }: RepositoryReport,
  { facts }: Corpus,
): string[] {
  const { ancestry, clone: entry } = proof;
  const { head, mainlineRef, newestTag, commits, stableTags = 0 } = entry;
  const tags = `newest tag ${newestTag ?? "none"}, ${counted(stableTags, "stable release")}`;
  const of = (kind: MissingCommit["kind"]) => missing.filter((each) => each.kind === kind);
  const [surprising, unclear] = [of("surprising"), of("unclear")];
  const own = [...facts.values()].filter((fact) => fact.repository === repository);
  const elsewhere = own.filter(({ sha }) => !proof.commits.has(sha)).length;
  const newer = own.filter(({ sha, provedBy }) => proof.commits.has(sha) && provedBy !== proof.key).length;
  return [
    spellOut(
      `${repository}: ${clone}, ${mainlineRef} at ${shortHash(head)}, ${tags}, ${counted(commits, "commit")}`,
    ),
    `  ancestry from ${ancestry}, compared with every commit object`,
    `  ${counted(proof.commits.size, "commit")} verified in this clone`,
    ...line(newer, "of these keep the facts of another clone, which is newer"),
    ...line(elsewhere, "not in this clone keep the facts of another one, not verified by this run"),
    ...line(of("expected").length, `not in this clone, as expected: claimed for releases after ${newestTag}`),
    ...line(unclear.length, "not in this clone, and no claim and no tag says whether they should be:"),
    ...unclear.map(({ sha }) => `    ${sha}`),
    ...line(surprising.length, "not in this clone although a claim says that they should be."),
    ...(surprising.length > 0
      ? [
          "    Fetch all branches and tags of the clone; if they are still missing, correct the hash or the claim:",
        ]
      : []),
    ...surprising.map(({ sha, claimed }) => `    ${sha} claimed for ${claimed.join(", ")}`),
  ];
}

function line(number: number, text: string): string[] {
  return number === 0 ? [] : [`  ${counted(number, "commit")} ${text}`];
}

/** Follow-ups and backports that the facts did not have yet, of commits that had facts. */
function news({ proof }: RepositoryReport, { facts }: Corpus): string[] {
  return [...proof.commits.values()].flatMap((now) => {
    const old = facts.get(now.sha);
    if (!old) return [];
    const known = new Set(
      [...old.followUps, ...(old.laterFollowUps ?? []), ...old.backports].map(({ sha }) => sha),
    );
    return [
      ...[...now.followUps, ...(now.laterFollowUps ?? [])].map((each) => ({
        ...each,
        what: `${each.kind} of ${shortHash("of" in each ? (each.of as string) : now.sha)}: ${shortHash(each.sha)} ${each.subject}`,
      })),
      ...now.backports.map((each) => ({
        ...each,
        what: `backport of ${shortHash(now.sha)} to ${each.branch}: ${shortHash(each.sha)}`,
      })),
    ]
      .filter(({ sha }) => !known.has(sha))
      .map(({ what, release }) => `  ${spellOut(`new ${what} (${release ?? "unreleased"})`)}`);
  });
}

function claimLines(corpus: Corpus, isHere: (claim: Claim) => boolean): string[] {
  const judged = verdicts(corpus);
  const of = (state: Verdict["state"]) => judged.filter((verdict) => verdict.state === state);
  const disagreeing = of("disagrees");
  const ours = disagreeing.filter(({ claim }) => isHere(claim));
  const others = disagreeing.filter(({ claim }) => !isHere(claim));
  return [
    `claims: ${of("agrees").length} agree, ${disagreeing.length} disagree, ${of("unverified").length} unverified`,
    ...disagreements([...ours, ...others]).map((each) => `  ${spellOut(each)}`),
  ];
}

/**
 * One line for each commit and field about which claims disagree:
 * `e5ff5ce6e20e introduces: "NS_GET_PARENT" says namespaces-2018 (line 209); "NS_GET_NSTYPE" says man-pages-2025-06`.
 * Where two commits are said to introduce the same thing, the line of the first one names both.
 */
function disagreements(verdictsInOrder: readonly Verdict[]): string[] {
  const named = new Set<string>();
  const about = ({ claim }: Verdict) => `${subjectOf(claim)} ${claim.field}`;
  return [...Map.groupBy(verdictsInOrder, about)].flatMap(([subject, group]) => {
    const said = new Map<string, Set<string>>();
    const add = (value: string, by: string) =>
      said.set(value, (said.get(value) ?? new Set<string>()).add(by));
    let isNew = false;
    for (const { claim, document, fact, against } of group) {
      add(
        JSON.stringify(claim.value),
        claim.at === undefined ? document.slug : `${document.slug} (${claim.at})`,
      );
      if (fact !== undefined || against.length === 0) isNew = true;
      for (const rival of against) {
        const other = `${subjectOf(rival.claim)} ${rival.claim.field}`;
        const pair = [subject, other].sort().join("; ");
        if (other === subject || !named.has(pair)) isNew = true;
      }
    }
    for (const { claim, against } of group) {
      for (const rival of against) {
        const other = `${subjectOf(rival.claim)} ${rival.claim.field}`;
        named.add([subject, other].sort().join("; "));
        const value = JSON.stringify(rival.claim.value);
        const isOwn = rival.claim.commit === claim.commit;
        // Its claim is listed with its place already.
        if (isOwn && group.some((each) => each.claim === rival.claim)) continue;
        add(isOwn ? value : `${value} of ${subjectOf(rival.claim)}`, rival.document.slug);
      }
    }
    if (!isNew) return [];
    const proved = group.find(({ fact }) => fact !== undefined)?.fact;
    const parts = [...said].map(([value, by]) => `${value} says ${[...by].join(", ")}`);
    return [
      `${subject}: ${[...parts, ...(proved === undefined ? [] : [`${JSON.stringify(proved)} is proved`])].join("; ")}`,
    ];
  });
}

function subjectOf({ commit, change }: Claim): string | undefined {
  return commit === undefined ? change : shortHash(commit);
}
