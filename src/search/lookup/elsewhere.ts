import type { Answer } from "../engine/answer.ts";

/** Where to go on with what is named and not known here; undefined where nothing is, or where it may be a word. */
export function elsewhere({ look, groups }: Answer): { host: string; url: string } | undefined {
  if (!look || look.rows.length > 0) return undefined;
  const { reference } = look;
  if (reference.type === "address") {
    if (!reference.certain) return undefined;
    const query = encodeURIComponent(reference.rest);
    return { host: "lore.kernel.org", url: `https://lore.kernel.org/all/?q=${query}` };
  }
  // Git itself shortens no hash to fewer than seven digits.
  const isMeant = reference.certain || (groups.length === 0 && reference.prefix.length >= 7);
  if (!isMeant) return undefined;
  return { host: "git.kernel.org", url: `https://git.kernel.org/torvalds/c/${reference.prefix}` };
}
