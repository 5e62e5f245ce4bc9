import { commitsOfFlaws } from "../model/flaws.ts";
import type { CommitEntry } from "../model/knowledge.ts";
import { type KnownHash, soleCommit } from "../model/known-hashes.ts";
import { commitHref, href } from "./links.ts";

/** What stands at /c/<digits>/. */
export interface ShortAddress {
  /** Every known hash that begins with the digits. */
  hashes: KnownHash[];
  /** The page that the address redirects to; null where the candidates are listed instead. */
  to: string | null;
}

/** Git's own short form: the digits that people have at hand. */
const LISTED = 7;
/** The kernel's short form: the digits that documents cite. */
const LEADING = 12;

/**
 * The short addresses of every known hash, by their digits. Twelve digits lead to the commit, or to the one it
 * belongs to; seven list what begins with them, and so do twelve where there are several.
 */
export function shortAddresses(hashes: KnownHash[]): Map<string, ShortAddress> {
  const having = (digits: number) => Map.groupBy(hashes, ({ sha }) => sha.slice(0, digits));
  return new Map([
    ...[...having(LISTED)].map(([digits, own]) => [digits, { hashes: own, to: null }] as const),
    ...[...having(LEADING)].map(([digits, own]) => [digits, { hashes: own, to: pageOf(own) }] as const),
  ]);
}

export const shortHref = (sha: string) => href(`/c/${sha.slice(0, LEADING)}/`);

function pageOf([only, ...others]: KnownHash[]): string | null {
  const commit = only && others.length === 0 ? soleCommit(only) : null;
  if (!only || !commit) return null;
  return commitHref(commit.sha) + (commit.sha === only.sha ? "" : sectionOf(only.sha, commit));
}

/** Where the commit's page lists what belongs to it; the merge that brought it stands at the top. */
function sectionOf(sha: string, commit: CommitEntry): string {
  const { followUps = [], backports = [] } = commit.facts ?? {};
  if ([...followUps, ...backports].some((each) => each.sha === sha)) return "#follow-ups";
  return commitsOfFlaws(commit).some((each) => each.sha === sha) ? "#flaws" : "";
}
