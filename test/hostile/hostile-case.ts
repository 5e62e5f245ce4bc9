import type { KernelShaped } from "../git/kernel-shaped.ts";

/** A clone that a stranger may have prepared, and what has to come out when it is asked. */
export interface HostileCase {
  name: string;
  /** Changes a copy of the small kernel. */
  change: (clone: string, original: KernelShaped) => void;
  /** "same": all answers are those of the original; otherwise the sentence that refuses the clone. */
  outcome: "same" | RegExp;
  /** Arguments besides the clone, and environment. */
  args?: string[];
  env?: Record<string, string>;
}

/** Cases of one kind, for the table that is printed. */
export type HostileGroup = [name: string, cases: HostileCase[]];
