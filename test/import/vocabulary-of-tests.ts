import { tagKinds } from "../../src/domain/release.ts";
import type { Vocabulary } from "../../src/import/known-content.ts";
import { linuxShapes } from "../git/linux-shapes.ts";

const kindOf = tagKinds(linuxShapes);

/** What decks are read with in these tests. */
export const vocabulary: Vocabulary = {
  tags: new Set([
    "all",
    "user",
    "mnt",
    "net",
    "pid",
    "pidns",
    "time",
    "cgroup",
    "ima",
    "lsm",
    "seccomp",
    "capabilities",
  ]),
  isRelease: (tag) => ["release", "candidate"].includes(kindOf(tag) ?? ""),
  projects: new Set(["libcap"]),
};
