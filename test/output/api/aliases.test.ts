import { expect, test } from "vitest";
import { apiDocuments } from "../../../src/output/api/api-documents.ts";
import { smallKnowledge } from "../../search/small-world.ts";

test("a renamed change has its file at the earlier slug too", () => {
  const files = apiDocuments(smallKnowledge(), (path) => path, "2026-01-01T00:00:00Z");
  expect(files.get("changes/old-quota.json")).toEqual(files.get("changes/beta.json"));
  expect(files.get("changes/old-quota.json")).toMatchObject({ slug: "beta", page: "/changes/beta/" });
});
