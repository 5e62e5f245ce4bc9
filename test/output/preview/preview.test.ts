import { expect, test } from "vitest";
import { knowledgeOf } from "../../../src/model/knowledge.ts";
import { previewInWords, previewOf } from "../../../src/output/preview/preview.ts";
import { readContent } from "../../../src/records/read/read-content.ts";
import {
  ALPHA,
  type Files,
  OTHER_SHA,
  SHA,
  SOUND,
  TALK,
  TODAY,
  writeTree,
} from "../../records/content-tree.ts";

function words(files: Files): string {
  const { corpus, problems } = readContent(writeTree({ ...SOUND, ...files }), TODAY);
  expect(problems).toEqual([]);
  const known = knowledgeOf(corpus);
  const entry = known.change("alpha");
  if (!entry) throw new Error("no such change");
  return previewInWords(previewOf(entry, known));
}

const claim = (value: string, confidence = "quoted", more = "") =>
  `  - { commit: "${SHA}", field: release, value: "${value}", confidence: ${confidence}${more} }\n`;
const TITLE = "Ask a namespace who owns it.";
const NO_RELEASE = { "documents/talk.yaml": TALK.replace(/claims:[\s\S]*/, "") };

test.each<[string, Files, string]>([
  ["a claim", {}, "Since: v4.14, 2017-11-12; claim, 1 source."],
  [
    "what is concluded",
    { "documents/talk.yaml": TALK.replace("quoted", 'derived, reason: "It says so."') },
    "Since: v4.14, 2017-11-12; derived claim, 1 source.",
  ],
  [
    "sources that disagree",
    { "documents/talk.yaml": `${TALK}${claim("v4.13")}` },
    "Since: v4.13 or v4.14, 2017-09-03 or 2017-11-12; sources disagree.",
  ],
  ["no release that is known", NO_RELEASE, "Since: release unknown, merged as of 2026-01-02."],
  [
    "a proposal",
    { ...NO_RELEASE, "changes/alpha.md": ALPHA.replace("state: merged", "state: proposed") },
    "Status: proposed, as of 2026-01-02.",
  ],
  [
    "a part that landed",
    { "changes/alpha.md": ALPHA.replace("state: merged", "state: partly") },
    "partly merged as of 2026-01-02, first in: v4.14, 2017-11-12; claim, 1 source.",
  ],
  [
    "two steps",
    {
      "changes/alpha.md": ALPHA.replace("interfaces:", `  - sha: "${OTHER_SHA}"\ninterfaces:`),
      "changes/beta.md": null,
      "documents/talk.yaml": `${TALK}${claim("v4.13").replace(SHA, OTHER_SHA)}`,
    },
    "First usable: v4.13, 2017-09-03; claim, 1 source.",
  ],
])("of %s it says how it is known", (_, files, expected) => {
  expect(words(files)).toBe(`${TITLE} ${expected}`);
});
