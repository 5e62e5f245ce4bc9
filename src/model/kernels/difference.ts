import type { KernelVerdict } from "./kernel-answer.ts";

/**
 * What became of one thing from one kernel to another. came: lacking on the first, there on the second. completed: in
 * part on the first. went: there on the first, lacking on the second. changedDefault: there on both, but on, off or
 * restricted on one of them. untold: one of the two cannot tell.
 */
export type DifferenceKind = "came" | "completed" | "went" | "changedDefault" | "untold";

const there = new Set<KernelVerdict>(["has", "has-with-flaws", "partly", "off-by-default", "restricted"]);
const off = new Set<KernelVerdict>(["off-by-default", "restricted"]);

/** Whether a kernel has it, be it in part, with flaws or off. */
export function isThere(answer: KernelVerdict): boolean {
  return there.has(answer);
}

/**
 * What became of one thing; null: nothing. The browser uses it too.
 * @param removes whether the thing is a change that takes something away: where it came, that went
 * @example differenceOf("lacks", "has") // "came"
 */
export function differenceOf(
  before: KernelVerdict,
  after: KernelVerdict,
  removes = false,
): DifferenceKind | null {
  if (removes) return differenceOf(after, before);
  const [was, is] = [isThere(before), isThere(after)];
  if (!(was || before === "lacks") || !(is || after === "lacks")) return "untold";
  if (was !== is) return is ? "came" : "went";
  if (was && off.has(before) !== off.has(after)) return "changedDefault";
  return before === "partly" && after !== "partly" ? "completed" : null;
}

/** What a kernel has of a change that takes something away, in words; undefined where it does not tell. */
export function removalInWords(answer: KernelVerdict): string | undefined {
  if (answer === "lacks") return "not removed";
  if (answer === "partly") return "partly removed";
  return isThere(answer) ? "removed" : undefined;
}
