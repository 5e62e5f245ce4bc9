const LONGEST = 80;

/**
 * A title as a slug: at most 80 of a-z, 0-9 and single hyphens, cut between words. Nothing else of the title
 * remains, so that it names no other folder. `otherwise` is for a title without such characters.
 */
export function slugFromTitle(title: string, otherwise: string): string {
  const words = title
    .slice(0, 1000)
    .replace(/https?:\/\/\S*/gi, " ")
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[\p{M}'’]/gu, "")
    .match(/[a-z0-9]+/g);
  return joinWithin(words ?? [], LONGEST) || otherwise;
}

/** The slug with a number where it is taken: "x", "x-2", "x-3". */
export function freeSlug(slug: string, isTaken: (slug: string) => boolean): string {
  let free = slug;
  for (let next = 2; isTaken(free); next += 1) {
    const suffix = `-${next}`;
    free = `${slug.slice(0, LONGEST - suffix.length).replace(/-$/, "")}${suffix}`;
  }
  return free;
}

function joinWithin(words: readonly string[], longest: number): string {
  let slug = "";
  for (const word of words) {
    if (slug === "") slug = word.slice(0, longest);
    else if (slug.length + 1 + word.length <= longest) slug += `-${word}`;
    else break;
  }
  return slug;
}
