import { join } from "node:path";
import { expect } from "vitest";
import { writeNewFile } from "../../src/import/import-files.ts";
import { knownContent, vocabularyOf } from "../../src/import/known-content.ts";
import { type ImportPlan, planImport } from "../../src/import/plan-import.ts";
import { readDeck } from "../../src/import/read-deck.ts";
import { printProblem } from "../../src/records/problem.ts";
import { readContent } from "../../src/records/read/read-content.ts";

/** What an import of the text would write into a folder of sound content. */
export function planFor(markdown: string, folder: string): ImportPlan {
  const { corpus, problems } = readContent(folder);
  expect(problems.map(printProblem)).toEqual([]);
  return planImport(
    { deck: readDeck(markdown, vocabularyOf(corpus)), name: "notes" },
    knownContent(corpus),
    "2018-10-25",
  );
}

export function importInto(folder: string, markdown: string): ImportPlan {
  const plan = planFor(markdown, folder);
  for (const { path, text } of plan.files) expect(writeNewFile(join(folder, path), text)).toEqual([]);
  return plan;
}
