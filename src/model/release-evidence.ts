import type { Origin } from "./best-known.ts";
import type { Since } from "./first-release.ts";

/** The mark beside a release: how it is known. Without words of its own, the mark's usual ones. */
export interface ReleaseEvidence {
  of: Origin | "against";
  text?: string;
}

export function releaseEvidence({ origin, releases, verdicts }: Since): ReleaseEvidence {
  if (releases.length > 1) return { of: "against", text: "sources disagree" };
  if (origin === "fact") return { of: "fact" };
  if (origin === "unknown") return { of: "unknown", text: "release unknown" };
  const supporting = verdicts.filter(({ claim }) => releases.includes(String(claim.value)));
  const sources = new Set(supporting.map(({ document }) => document.slug)).size;
  const isQuoted = supporting.some(({ claim }) => claim.confidence === "quoted");
  return {
    of: isQuoted ? "quoted" : "derived",
    text: `${isQuoted ? "claim" : "derived claim"}, ${sources} ${sources === 1 ? "source" : "sources"}`,
  };
}
