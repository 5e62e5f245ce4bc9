import { shortHash } from "../domain/hash.ts";
import type { Corpus, DocumentRecord } from "../records/corpus.ts";
import type { Claim } from "../records/schema/claim.ts";
import type { RewrittenFacts } from "../records/schema/rewritten-facts.ts";

/**
 * Joins what rewritten histories show of commits with the documents that stand for them. The hashes differ from those of
 * the mainline, so what they show is derived, and no fact about the commit itself: a claim of its release.
 */
export function withRewrittenHistories(corpus: Corpus): Corpus {
  const { documents, rewritten, headerHistories } = corpus;
  return {
    ...corpus,
    documents: documents.map((document) => {
      const { id, by } = document.rewrittenHistory ?? {};
      const facts = id === undefined ? undefined : rewritten.get(id);
      const commitUrl = headerHistories.find((each) => each.id === id)?.commitUrl ?? "";
      if (!facts || by === undefined) return document;
      const claims = Object.entries(facts.commits).flatMap(([sha, each]): Claim[] => {
        const found = by === "copies" ? ofCopy(each) : ofMerge(each);
        if (!found) return [];
        const { at, value, reason } = found;
        const base = { commit: sha, field: "release", confidence: "derived" } as const;
        return [{ ...base, value, at: commitUrl.replace("{sha}", at), reason }];
      });
      return { ...document, version: shortHash(facts.head), claims: [...document.claims, ...claims] };
    }),
  };
}

type Shown = RewrittenFacts["commits"][string];

function ofCopy({ copy }: Shown) {
  if (!copy) return null;
  const { commit, mainline, day, after, release } = copy;
  const way =
    mainline === commit
      ? `It was committed to mainline on ${day}`
      : `The merge ${shortHash(mainline)} brought it into mainline on ${day}`;
  const reason =
    `Commit ${shortHash(commit)} of this history has the same subject, author and author date. ` +
    `${way}, after ${after} and before ${release}.`;
  return { at: commit, value: release, reason };
}

function ofMerge({ listed }: Shown) {
  if (!listed) return null;
  const { merge, day, after, release } = listed;
  const reason =
    `Only the merge ${shortHash(merge)} into mainline lists this subject. ` +
    `It was made on ${day}, after ${after} and before ${release}.`;
  return { at: merge, value: release, reason };
}

/** How one thing that a rewritten history shows is looked up in a clone of it. */
export interface RewrittenTrace {
  document: DocumentRecord;
  by: "copies" | "merges";
  release: string;
  after: string;
  day: string;
  /** The hash in the rewritten history that `at` of the claim leads to. */
  commit: string;
  /** What prints the copy and the commit or merge of the mainline that dates it. */
  command: string;
}

/** What rewritten histories show of a commit, copies first; each can be repeated by hand. */
export function rewrittenTraces(
  sha: string,
  { documents, rewritten }: Pick<Corpus, "documents" | "rewritten">,
): RewrittenTrace[] {
  return documents.flatMap((document): RewrittenTrace[] => {
    const { id = "", by } = document.rewrittenHistory ?? {};
    const { copy, listed } = rewritten.get(id)?.commits[sha] ?? {};
    if (by === "copies" && copy) {
      const { commit, mainline, ...landing } = copy;
      return [{ document, by, ...landing, commit, command: commandFor([...new Set([commit, mainline])]) }];
    }
    if (by !== "merges" || !listed) return [];
    const { merge, ...landing } = listed;
    return [{ document, by, ...landing, commit: merge, command: commandFor([merge]) }];
  });
}

function commandFor(commits: readonly string[]): string {
  return `git show --no-patch --format=fuller ${commits.map(shortHash).join(" ")}`;
}
