import { expect, test } from "vitest";
import { generatedAt } from "../../../src/output/api/generated.ts";
import type { ChangeRecord, DocumentRecord } from "../../../src/records/corpus.ts";

const content = {
  changes: [
    { status: { asOf: "2026-01-02" }, patchsets: [{ date: "2012-05-06" }, {}] } as unknown as ChangeRecord,
  ],
  documents: [{ date: "2026-03-04" } as DocumentRecord, {} as DocumentRecord],
  releases: [
    { version: "v4.14", date: "2017-11-12" },
    { version: "v2.6.12", date: null },
  ],
};

test.each([
  ["the newest day in the content", undefined, "2026-03-04T00:00:00Z"],
  ["the same when the variable is empty", "", "2026-03-04T00:00:00Z"],
  ["the second that the build is told", "1510524000", "2017-11-12T22:00:00Z"],
  ["the beginning", "0", "1970-01-01T00:00:00Z"],
])("%s", (_, epoch, expected) => {
  expect(generatedAt(epoch, content)).toBe(expected);
});

test.each(["yesterday", "-1", "1.5", "99999999999999", "0x10", " 1"])("%s is no epoch", (epoch) => {
  expect(() => generatedAt(epoch, content)).toThrow("SOURCE_DATE_EPOCH: expected seconds");
});
