import { type Rule, wrongChange } from "./rule.ts";

/** The outline and claims of a document name existing changes and topics. */
export const knownSubjects: Rule = ({ corpus, known, report, reportUnknown }) => {
  for (const { file, outline, claims } of corpus.documents) {
    for (const [section, { items }] of outline.entries()) {
      for (const [at, { change, topic }] of items.entries()) {
        const path = ["outline", section, "items", at];
        const wrong = change === undefined ? null : wrongChange(change, known);
        if (wrong && change)
          report(file, [...path, "change"], wrong.expected, { value: change }, wrong.remedy);
        if (topic === undefined || known.topics.has(topic)) continue;
        const otherwise = `Known topics: ${[...known.topics].join(", ")}.`;
        reportUnknown(file, [...path, "topic"], "a known topic", topic, known.topics, otherwise);
      }
    }
    for (const [at, { change }] of claims.entries()) {
      const wrong = change === undefined ? null : wrongChange(change, known);
      if (wrong && change)
        report(file, ["claims", at, "change"], wrong.expected, { value: change }, wrong.remedy);
    }
  }
};
