import { quoted } from "../../domain/text.ts";
import { type Rule, wrongChange } from "./rule.ts";

/** The target of a relation is another change, and published if the change itself is. */
export const relationTargets: Rule = ({ corpus, known, report }) => {
  const drafts = new Set(corpus.changes.filter(({ draft }) => draft).map(({ slug }) => slug));
  for (const { file, slug, relations, draft } of corpus.changes) {
    for (const [at, { to }] of relations.entries()) {
      const path = ["relations", at, "to"];
      const wrong = wrongChange(to, known);
      if (wrong) report(file, path, wrong.expected, { value: to }, wrong.remedy);
      else if (to === slug)
        report(file, path, "another change", "this one", "Remove the relation, or correct it.");
      else if (!draft && drafts.has(to)) {
        report(file, path, "a published change", `the draft ${quoted(to)}`, "Finish that one first.");
      }
    }
  }
};
