import { didYouMean } from "../../domain/nearest.ts";
import { quoted } from "../../domain/text.ts";
import type { Rule } from "./rule.ts";

/** A change's commits are in a repository that content/repositories declares. */
export const knownRepositories: Rule = ({ corpus, known, report }) => {
  for (const { file, repository } of corpus.changes) {
    if (known.repositories.has(repository)) continue;
    const remedy = didYouMean(repository, known.repositories, "Declare it in repositories/.");
    report(file, ["repository"], "a known repository", quoted(repository), remedy);
  }
};
