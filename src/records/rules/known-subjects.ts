import { didYouMean } from "../../domain/nearest.ts";
import { quoted } from "../../domain/text.ts";
import { wrongChange } from "./change-reference.ts";
import type { Rule } from "./rule.ts";

/** The outline and claims of a document name existing changes and topics. */
export const knownSubjects: Rule = ({ corpus, known, report }) => {
  for (const { file, outline, claims } of corpus.documents) {
    for (const [section, { items }] of outline.entries()) {
      for (const [at, { change, topic }] of items.entries()) {
        const path = ["outline", section, "items", at];
        const wrong = change === undefined ? null : wrongChange(change, known);
        if (wrong && change) report(file, [...path, "change"], wrong.expected, quoted(change), wrong.remedy);
        if (topic === undefined || known.topics.has(topic)) continue;
        const remedy = didYouMean(topic, known.topics, `Known topics: ${[...known.topics].join(", ")}.`);
        report(file, [...path, "topic"], "a known topic", quoted(topic), remedy);
      }
    }
    for (const [at, { change }] of claims.entries()) {
      const wrong = change === undefined ? null : wrongChange(change, known);
      if (wrong && change)
        report(file, ["claims", at, "change"], wrong.expected, quoted(change), wrong.remedy);
    }
  }
};
