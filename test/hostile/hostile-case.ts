import type { KernelShaped } from "../git/kernel-shaped.ts";

/** A clone or surroundings that a stranger may have prepared, and what has to come out when `since` is asked. */
export interface HostileCase {
  name: string;
  /**
   * Changes a copy of the small kernel.
   * @param scratch a folder for whatever else is needed, $SCRATCH in `shell`; removed afterwards
   */
  change?: (clone: string, original: KernelShaped, scratch: string) => void;
  /** Adds commits to the copy, and returns hashes that have to be answered too. */
  add?: (clone: string, original: KernelShaped) => string[];
  /** "same": all answers are those of the original; otherwise the sentence on standard error. */
  outcome: "same" | RegExp;
  /** The exit code: 0 for the same answers, else 1 or 2 where none is given. */
  status?: number;
  /** Arguments besides the clone. */
  args?: string[];
  env?: (scratch: string) => Record<string, string>;
  /** What sh does with the command, which is "$@"; $INPUT names a file with the hashes. */
  shell?: string;
  /** Whether the hashes come from $INPUT alone, not as arguments. */
  isFed?: boolean;
  /** Whether the messages are searched too. */
  followUps?: boolean;
  /** Frees what cannot simply be deleted. */
  undo?: (scratch: string) => void;
}

/** Cases of one kind, for the table that is printed. */
export type HostileGroup = [name: string, cases: HostileCase[]];
