import { expect, test } from "vitest";
import { draftChange } from "../../src/records/authoring/draft.ts";
import { readTree, SHA, SOUND, writeTree } from "./content-tree.ts";

test("a draft keeps what is given, whatever it looks like", () => {
  const values = {
    title: "*Ask: a `namespace` {5.10} # who",
    tags: ["user", "TODO"],
    commits: [{ sha: SHA, role: "fix" as const, note: "yes" }],
    patchsets: [{ title: "[PATCH v2] x: y", url: "https://lkml.org/lkml/2018/1/1", version: "5.10" }],
    sources: [{ document: "talk", at: "line 12" }],
  };
  const text = draftChange({ ...values, body: "  It *does* a thing.\n\n" }, "2026-02-03");
  const { corpus, problems } = readTree(writeTree({ ...SOUND, "changes/beta.md": text }));
  expect(problems).toEqual([]);
  expect(corpus.changes.find(({ slug }) => slug === "beta")).toMatchObject({
    ...values,
    draft: true,
    status: { state: "idea", asOf: "2026-02-03" },
    body: "\nIt *does* a thing.\n",
  });
});

test("each field of a draft is explained, and the parts of those to fill in", () => {
  const text = draftChange({ commits: [{ sha: SHA }] }, "2026-02-03");
  expect(text).toContain("# title: A title for lists, in our own words\ntitle: ");
  expect(text).toContain(
    "#   state: State of the change (idea, proposed, in-review, merged, partly, superseded, rejected)\n",
  );
  expect(text).toContain("#   messageId: Message-ID of the posting, when it is known\n");
  expect(text).not.toContain("#   sha:");
  const tooWide = text.split("\n").filter((line) => line.length > 100);
  expect(tooWide).toEqual([]);
});
