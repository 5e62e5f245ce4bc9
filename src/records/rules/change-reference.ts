import { didYouMean } from "../../domain/nearest.ts";
import type { KnownNames } from "../read/known-names.ts";

/** Why the slug of a change is wrong; null for a correct one. */
export function wrongChange(
  slug: string,
  { changes, changeAliases }: Pick<KnownNames, "changes" | "changeAliases">,
): { expected: string; remedy: string } | null {
  if (changes.has(slug)) return null;
  const current = changeAliases.get(slug);
  if (current !== undefined) return { expected: "the current slug", remedy: `Write "${current}".` };
  const remedy = didYouMean(slug, changes, "Add the change, or correct the slug.");
  return { expected: "a known change", remedy };
}
