import type { Since } from "./index.ts";

/** A release with its date, and never without how it is known: "v4.9 (2016-12-11), proved by a clone". */
export function sinceInWords({ origin, releases, disputed }: Since): string {
  const named = (releases ?? [])
    .map(({ version, date }) => `${version} (${date ?? "date unknown"})`)
    .join(" or ");
  if (origin === "unknown" || releases === null) return "release unknown";
  if (origin === "fact") {
    const proved =
      releases.length === 0 ? "in no release of the clone that was read" : `${named}, proved by a clone`;
    return disputed ? `${proved}, though a source claims otherwise` : proved;
  }
  if (releases.length > 1) return `${named}: sources disagree, and no clone proves either`;
  return disputed
    ? `${named}, claimed; another source disagrees, and no clone proves either`
    : `${named}, claimed by a source, proved by no clone`;
}
