import { type History, shaAt } from "../history/history.ts";

/** What people may write: 7 to 40 hex digits, nothing else. Checked before git or anything else sees it. */
const HASH = /^[0-9a-f]{7,40}$/;

export type Resolved =
  | { commit: number; error: null }
  | { error: "malformed" | "unknown" }
  | { error: "ambiguous"; candidates: string[] };

/** A hash as people write it, made ready for looking up; null when it is none. Upper case is lowered. */
export function checkedHash(input: string): string | null {
  const hash = input.length <= 40 ? input.toLowerCase() : "";
  return HASH.test(hash) ? hash : null;
}

/** Finds the commit that a hash or a prefix names. Names of branches and tags are not tried. */
export function resolveHash(input: string, history: History): Resolved {
  const hash = checkedHash(input);
  if (hash === null) return { error: "malformed" };
  const commits = history.index.findPrefix(hash);
  const [commit] = commits;
  if (commit === undefined) return { error: "unknown" };
  if (commits.length === 1) return { commit, error: null };
  return { error: "ambiguous", candidates: commits.map((each) => shaAt(history, each)) };
}
