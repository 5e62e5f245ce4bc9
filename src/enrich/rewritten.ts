import { counted } from "../domain/text.ts";
import { findTraces, type Landing, type SoughtCommit } from "../git/headers/rewritten-history.ts";
import type { Clone } from "../git/process/open-clone.ts";
import { bestKnown, knowledgeOf, subjectOf } from "../model/knowledge.ts";
import type { Corpus } from "../records/corpus.ts";
import { REWRITTEN } from "../records/read/read-facts.ts";
import { KERNEL } from "../records/schema/repository.ts";
import type { RewrittenFacts } from "../records/schema/rewritten-facts.ts";
import { compact } from "./merge-facts.ts";

/**
 * What rewritten histories of the mainline show of the commits of the content: path below content/facts -> text.
 * @throws CloneRefused, GitError
 */
export async function rewrittenFiles(
  histories: readonly { id: string; clone: Clone; tip: string }[],
  corpus: Corpus,
  note: (sentence: string) => void,
): Promise<{ files: Map<string, string>; summary: string }> {
  const files = new Map<string, string>();
  const lines: string[] = [];
  for (const { id, clone, tip } of histories) {
    const traces = await findTraces(clone, tip, soughtCommits(corpus), note);
    const commits: RewrittenFacts["commits"] = {};
    for (const [sha, { copy, listed }] of [...traces].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const copied = copy && landingOf(copy.landing, corpus);
      const merged = listed && landingOf(listed, corpus);
      if (!copied && !merged) continue;
      commits[sha] = {
        ...(copy && copied && { copy: { commit: copy.commit, mainline: copy.landing.commit, ...copied } }),
        ...(listed && merged && { listed: { merge: listed.commit, ...merged } }),
      };
    }
    files.set(`${REWRITTEN}/${id}.json`, rewrittenJson({ head: tip, commits }));
    const all = Object.values(commits);
    const copies = counted(all.filter(({ copy }) => copy).length, "commit");
    const merges = all.filter(({ listed }) => listed).length;
    lines.push(`${id}: ${copies} of the content word for word, ${merges} listed by merges; hashes differ\n`);
  }
  return { files, summary: lines.join("") };
}

/** The kernel commits of the content whose subjects are known. */
function soughtCommits(corpus: Corpus): Map<string, SoughtCommit> {
  return new Map(
    knowledgeOf(corpus).commits.flatMap((commit): [string, SoughtCommit][] => {
      const subject = subjectOf(commit);
      if (subject === null || commit.repository !== KERNEL) return [];
      const [author, authorDate] = (["author", "authorDate"] as const).map((field) => {
        const { value } = bestKnown(commit, field);
        return typeof value === "string" ? value : null;
      });
      return [[commit.sha, { subject, author: author ?? null, authorDate: authorDate ?? null }]];
    }),
  );
}

/** Between which releases something came to the mainline; null when that was on the day of one, or outside of the list. */
function landingOf(
  { seconds }: Landing,
  { releases }: Corpus,
): { day: string; after: string; release: string } | null {
  const day = new Date(1000 * seconds).toISOString().slice(0, 10);
  const next = releases.findIndex(({ date }) => date !== null && date >= day);
  const [before, release] = [releases[next - 1], releases[next]];
  if (!before?.date || !release || release.date === day) return null;
  return { day, after: before.version, release: release.version };
}

/** JSON with one commit a line, which is what a diff needs. */
function rewrittenJson({ head, commits }: RewrittenFacts): string {
  const lines = Object.entries(commits).map(([sha, seen]) => `    ${compact(sha)}: ${compact(seen)}`);
  return `{\n  "head": ${compact(head)},\n  "commits": {\n${lines.join(",\n")}\n  }\n}\n`;
}
