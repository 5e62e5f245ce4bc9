import type { TagShapes } from "../../src/git/releases/refs.ts";

/** As content/repositories/linux.yaml declares them. */
export const linuxShapes: TagShapes = {
  releaseTags: ["v2.6.N", "vN.N"],
  candidateSuffix: "-rcN",
  stableTags: ["v2.6.N.N", "vN.N.N"],
};

export const quiet = { shapes: linuxShapes, note: () => {} };
