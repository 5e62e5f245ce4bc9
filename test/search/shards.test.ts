import { expect, test } from "vitest";
import { shardsOf } from "../../src/search/lookup/build-shards.ts";
import { allDigits, shardOfAddress, shardOfHash } from "../../src/search/lookup/lookup.ts";
import { known } from "../known-content.ts";

const shards = shardsOf(known);

test("there is a shard for any two digits, so that no look-up asks for a file that is not there", () => {
  expect([...shards.keys()]).toEqual(allDigits);
});

test("every row is in the shard it is looked for in", () => {
  for (const [digits, rows] of shards) {
    for (const { key, leads } of rows) {
      const isHash = /^[0-9a-f]{40}$/.test(key);
      expect(isHash ? shardOfHash(key) : shardOfAddress(key)).toBe(digits);
      expect(leads.length).toBeGreaterThan(0);
    }
  }
});

test("every commit leads to itself first, and no key leads twice to one page", () => {
  for (const { sha } of known.commits) {
    const row = shards.get(shardOfHash(sha))?.find(({ key }) => key === sha);
    expect(row?.leads[0]).toMatchObject({ as: "commit", path: `/commits/${sha}/` });
  }
  for (const { leads } of [...shards.values()].flat()) {
    expect(new Set(leads.map(({ path }) => path)).size).toBe(leads.length);
  }
});

test("every posting of a change is found by its address and its message-id", () => {
  for (const { record } of known.changes) {
    for (const { messageId } of record.patchsets) {
      if (!messageId) continue;
      const rows = shards.get(shardOfAddress(messageId.toLowerCase())) ?? [];
      const row = rows.find(({ key }) => key === messageId.toLowerCase());
      expect(row?.leads.map(({ path }) => path)).toContain(`/changes/${record.slug}/`);
    }
  }
});

test("every flaw is found by its CVE id, and every commit that its record names by its hash", () => {
  const claims = known.verdicts.flatMap(({ claim }) => (claim.field === "flaw" ? [claim] : []));
  expect(claims.length).toBeGreaterThan(40);
  for (const { commit, value } of claims) {
    const slugs =
      known
        .commit(commit ?? "")
        ?.changes.filter(({ carriesMore }) => !carriesMore)
        .map(({ change }) => `/changes/${change.slug}/`) ?? [];
    const pages = slugs.length > 0 ? slugs : [`/commits/${commit}/`];
    const key = value.cve.toLowerCase();
    const row = shards.get(shardOfAddress(key))?.find((each) => each.key === key);
    expect(row?.leads.map(({ path }) => path)).toEqual(expect.arrayContaining(pages));
    // The start of the history is dated from, not described, by the records that name it.
    if (commit?.startsWith("1da177e4c3f4")) continue;
    const brought = value.ranges.filter(({ introduced }) => introduced?.sha === commit);
    for (const landing of brought
      .flatMap(({ introduced, fixed }) => [introduced ?? [], fixed ?? []])
      .flat()) {
      const rows = shards.get(shardOfHash(landing.sha)) ?? [];
      const leads = rows.find((each) => each.key === landing.sha)?.leads ?? [];
      expect(leads.map(({ path }) => path)).toContain(`/commits/${commit}/`);
    }
  }
});

test("addresses spread over the shards", () => {
  const sizes = allDigits.map((digits) => shards.get(digits)?.length ?? 0);
  const total = sizes.reduce((sum, size) => sum + size, 0);
  expect(Math.max(...sizes)).toBeLessThan(10 + (8 * total) / 256);
});
