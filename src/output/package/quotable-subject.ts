import type { Commit } from "./index.ts";

/** The commit's subject as a fact, or as a source says it word for word and nothing contradicts; else null. */
export function quotableSubject({ subject: { value, origin }, claims }: Commit): string | null {
  const isContradicted = claims.some(
    (claim) => claim.field === "subject" && claim.value === value && claim.judgement.verdict === "disagrees",
  );
  return origin === "fact" || (origin === "quoted" && !isContradicted) ? value : null;
}
