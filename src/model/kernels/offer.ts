import { compareReleases } from "../../domain/release.ts";
import type { KernelVerdict } from "./kernel-answer.ts";

/** has: all of it. off: all, some of it off or restricted by default. */
export type Offer = "has" | "off" | "lacks" | "cannot-tell";

const enough = new Set<KernelVerdict>(["has", "has-with-flaws", "partly"]);
const offByDefault = new Set<KernelVerdict>(["off-by-default", "restricted"]);

/** Whether a program can use it as the kernel is delivered, be it in part. */
export function isEnough(answer: KernelVerdict): boolean {
  return enough.has(answer);
}

/**
 * What a kernel with these answers has of all the things together.
 * @example offerWith(["has", "off-by-default"]) // "off"
 */
export function offerWith(answers: readonly KernelVerdict[]): Offer {
  if (answers.includes("lacks")) return "lacks";
  if (answers.some((answer) => !enough.has(answer) && !offByDefault.has(answer))) return "cannot-tell";
  return answers.every((answer) => enough.has(answer)) ? "has" : "off";
}

/**
 * The release to name of a line: the first from which on every release has all, else the first that was read and has
 * all, else the newest. The browser uses it too.
 * @param steps the answers of each release, the oldest first
 * @returns its place, and what it has; `isFrom`: the line is to be had from there on
 * @example chooseRelease([["lacks"], ["has"]]) // { at: 1, offer: "has", isFrom: true }
 */
export function chooseRelease(steps: readonly (readonly KernelVerdict[])[]): {
  at: number;
  offer: Offer;
  isFrom: boolean;
} {
  const offers = steps.map(offerWith);
  for (const wanted of ["has", "off"] as const) {
    // From there on: a later release that lost it again is no basis.
    const at = offers.findIndex((_, from) => offers.slice(from).every((offer) => isAtLeast(offer, wanted)));
    if (at >= 0) return { at, offer: wanted, isFrom: true };
  }
  // Not read so far, but of no release known to have all.
  const ever = offers.findIndex((offer) => isAtLeast(offer, "off"));
  const at = ever < 0 ? steps.length - 1 : ever;
  return { at, offer: offers[at] ?? "cannot-tell", isFrom: ever >= 0 };
}

function isAtLeast(offer: Offer, wanted: "has" | "off"): boolean {
  return offer === "has" || (wanted === "off" && offer === "off");
}

/** What one thing needs of the mainline. */
export interface MainlineNeed {
  /** The lowest release that is known to have all of it; null: none is known. */
  needs: string | null;
  /** The release that took it away again. */
  removedIn?: string | null;
}

/** Which mainline releases have several things together. */
export interface MainlineOffer {
  /** The lowest that is known to have all; null: none is known. */
  release: string | null;
  /** The first that has no longer all; null: none is known. */
  until: string | null;
  /** The release that has the newest of them, where another one was gone by then. */
  tooLate: string | null;
}

/**
 * The mainline releases that have all of several things. The browser uses it too.
 * @example mainlineOffer([{ needs: "v2.6.12", removedIn: "v5.15" }, { needs: "v5.6" }])
 * // { release: "v5.6", until: "v5.15", tooLate: null }
 */
export function mainlineOffer(each: readonly MainlineNeed[]): MainlineOffer {
  const sorted = (of: (need: MainlineNeed) => string | null | undefined) =>
    each.flatMap((need) => of(need) ?? []).sort(compareReleases);
  const all = sorted(({ needs }) => needs);
  const highest = each.length > 0 && all.length === each.length ? (all.at(-1) ?? null) : null;
  const until = sorted(({ removedIn }) => removedIn)[0] ?? null;
  const isOver = highest !== null && until !== null && compareReleases(until, highest) <= 0;
  return { release: isOver ? null : highest, until, tooLate: isOver ? highest : null };
}
