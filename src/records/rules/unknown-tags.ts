import { ALL } from "../read/known-names.ts";
import { PLACEHOLDER } from "./placeholders.ts";
import type { Rule } from "./rule.ts";

/** Every tag names a topic, by its id or one of its aliases, or is `all`; placeholders.ts reports placeholders. */
export const unknownTags: Rule = ({ corpus, known, reportUnknown }) => {
  const names = [...known.topics, ...known.topicAliases.keys(), ALL];
  for (const { file, tags } of corpus.changes) {
    for (const [at, tag] of tags.entries()) {
      if (names.includes(tag) || tag === PLACEHOLDER) continue;
      const otherwise = `Known tags: ${[...names].sort().join(", ")}.`;
      reportUnknown(file, ["tags", at], "a known tag", tag, names, otherwise);
    }
  }
};
