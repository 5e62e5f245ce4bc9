import { expect, test } from "vitest";
import { shortTitle } from "../../src/site/drawing.ts";

test.each([
  ["Read-only bind mounts", "Read-only bind mounts"],
  ["Capability sets of 64 bits (capget versions 2 and 3, VFS_CAP_REVISION_2)", "Capability sets of 64 bits"],
  ["Shared subtrees: mounts that propagate between namespaces", "Shared subtrees"],
  ["Superblock owners in a user namespace may remount, freeze", "Superblock owners in a user namespace may…"],
  ["n".repeat(80), `${"n".repeat(46)}…`],
])("%s", (title, short) => {
  expect(shortTitle(title)).toBe(short);
});
