import type { ChangeState } from "./change.ts";

/** Where a change stands, for a reader. */
export const stateWords: Record<ChangeState, string> = {
  idea: "an idea",
  proposed: "proposed",
  "in-review": "in review",
  merged: "merged",
  partly: "partly merged",
  superseded: "superseded",
  rejected: "rejected",
};
