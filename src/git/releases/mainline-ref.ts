import { CloneRefused } from "../process/git-error.ts";
import type { Ref } from "./refs.ts";

const usual = ["refs/remotes/origin/master", "refs/heads/master", "refs/heads/main", "HEAD"];

/**
 * The ref whose first-parent chain is the mainline.
 * @param asked a ref by its whole or its short name; without one the usual places are tried
 * @throws CloneRefused when there is no such ref
 */
export function mainlineRef(refs: readonly Ref[], clone: string, asked?: string): Ref {
  const names =
    asked === undefined ? usual : [asked, `refs/${asked}`, `refs/heads/${asked}`, `refs/remotes/${asked}`];
  for (const name of names) {
    const found = refs.find((ref) => ref.name === name);
    if (found) return found;
  }
  if (asked === undefined) {
    throw new CloneRefused(
      `${clone} has no ref to call the mainline (tried ${usual.join(", ")}). Name one with --mainline.`,
    );
  }
  const heads = refs.map((ref) => ref.name).filter((name) => !name.startsWith("refs/tags/"));
  throw new CloneRefused(
    `${clone} has no ref ${JSON.stringify(asked)}. It has: ${heads.slice(0, 10).join(", ")}.`,
  );
}
