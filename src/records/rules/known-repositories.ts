import type { Rule } from "./rule.ts";

/** A change's commits are in a repository that content/repositories declares. */
export const knownRepositories: Rule = ({ corpus, known, reportUnknown }) => {
  for (const { file, repository } of corpus.changes) {
    if (known.repositories.has(repository)) continue;
    const otherwise = "Declare it in repositories/.";
    reportUnknown(file, ["repository"], "a known repository", repository, known.repositories, otherwise);
  }
};
