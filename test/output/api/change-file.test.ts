import { expect, test } from "vitest";
import { changeFile } from "../../../src/output/api/change-file.ts";
import { commitFile } from "../../../src/output/api/commit-file.ts";
import { known } from "../../known-content.ts";

const FIRST_COMMIT = "1da177e4c3f41524e886b7f1b8a0c1fc7321cac2";
const address = (path: string) => path;

test("the flaws of a commit that carries much else are in its file, not in those of each change", () => {
  const change = known.change("cap-chown");
  const commit = known.commit(FIRST_COMMIT);
  if (!change || !commit) throw new Error("expected cap-chown, and the first commit");
  const fields = (claims: { field: string }[]) => new Set(claims.map(({ field }) => field));
  expect(fields(changeFile(change, known, address).claims)).not.toContain("flaw");
  expect(fields(changeFile(change, known, address).claims)).toContain("release");
  expect(fields(commitFile(commit, known, address).claims)).toContain("flaw");
});
