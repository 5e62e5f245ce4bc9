import type { Change, Commit, KnownHash, Topic } from "./index.ts";

/** The data that the plugin looks up: that of the package, or a small set in tests. */
export interface Known {
  hashes(prefix: string): KnownHash[];
  commit(prefix: string): Commit | undefined;
  /** By slug or alias. */
  change(slug: string): Change | undefined;
  topics: readonly Topic[];
}

/** The commit's subject if it is a fact, or quoted by a source and not contradicted; else null. */
export function quotableSubject({ subject: { value, origin }, claims }: Commit): string | null {
  const isContradicted = claims.some(
    (claim) => claim.field === "subject" && claim.value === value && claim.judgement.verdict === "disagrees",
  );
  return origin === "fact" || (origin === "quoted" && !isContradicted) ? value : null;
}

/** @param page of this content: "/changes/nsfs-ioctls/" */
export function addressOf(site: URL, page: string): string {
  return new URL(page.replace(/^\/+/, ""), site).href;
}
