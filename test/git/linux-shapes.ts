import type { TagShapes } from "../../src/domain/release.ts";

/** As content/repositories/linux.yaml declares them. */
export const linuxShapes: TagShapes = {
  releaseTags: ["v2.6.N", "v3+.N"],
  candidateSuffix: "-rcN",
  stableTags: ["v2.6.N.N", "v3+.N.N"],
};

export const quiet = { shapes: linuxShapes, note: () => {} };
