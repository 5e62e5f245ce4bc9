import { hashWords } from "../../domain/cited-hashes.ts";
import { quoted } from "../../domain/text.ts";
import type { Corpus } from "../corpus.ts";
import { proseOf } from "./prose.ts";
import type { Rule } from "./rule.ts";

/**
 * A hash in a body is a link: it names a commit of a record, claim or fact and is linked automatically, or it is the
 * text of a link. Hashes in code are never linked. Drafts are not checked.
 */
export const linkedHashes: Rule = ({ corpus, known, bodies, report }) => {
  // Commits of invalid records are missing here, so nothing can be concluded from their absence.
  if (corpus.changes.length < known.changes.size || corpus.documents.length < known.documents.size) return;
  const commits = knownCommits(corpus);
  for (const { record, tree } of bodies) {
    if (record.draft) continue;
    const inText = proseOf(tree, record.body, "blank");
    const withCode = proseOf(tree, record.body, "words");
    for (const [at, { unlinked, offsetAt }] of withCode.entries()) {
      for (const { hash, at: index, length } of hashWords(unlinked)) {
        const matching = commits.filter((sha) => sha.startsWith(hash)).length;
        const isCode =
          inText[at]?.unlinked.slice(index, index + length) !== unlinked.slice(index, index + length);
        if (matching === 1 && !isCode) continue;
        const [found, remedy] = wrong(hash, matching, isCode);
        report(record.file, offsetAt(index), "a hash that leads to its commit", found, remedy);
      }
    }
  }
};

function wrong(hash: string, matching: number, isCode: boolean): [found: string, remedy: string] {
  if (matching > 1) return [`${quoted(hash)}, which ${matching} commits begin with`, "Write more digits."];
  if (matching === 1 && isCode) return [`${quoted(hash)} in backticks`, "Write it without them."];
  const way = "Name the commit in a record or a claim, or write [hash](address of the commit).";
  return [`${quoted(hash)}, which no record, claim or fact names`, way];
}

function knownCommits({ changes, documents, facts }: Corpus): string[] {
  const named = new Set<string>(facts.keys());
  for (const { commits, draft } of changes) if (!draft) for (const { sha } of commits) named.add(sha);
  for (const { claims, draft } of documents) {
    if (draft) continue;
    for (const claim of claims) {
      if (claim.commit !== undefined) named.add(claim.commit);
      if (claim.field === "followUp") named.add(claim.value.sha);
    }
  }
  return [...named];
}
