import { git } from "./run-git.ts";

/**
 * The same questions answered the slow way, by other means throughout: one git process and more for each commit,
 * releases from `git tag --contains`, an order of versions of its own.
 */
export interface SlowAnswer {
  release: string | null;
  candidate: string | null;
  mainline: string | null;
}

const MAINLINE = /^v(2\.6|[3-9]|[1-9]\d)\.(0|[1-9]\d*)(?:-rc(\d+))?$/;

/** The first release, and the first candidate before it. */
export function slowRelease(directory: string, sha: string): Pick<SlowAnswer, "release" | "candidate"> {
  const tags = git(directory, "tag", "--contains", sha)
    .split("\n")
    .filter((tag) => MAINLINE.test(tag))
    .sort((a, b) => weight(a) - weight(b));
  const [first = ""] = tags;
  return {
    release: tags.find((tag) => !tag.includes("-rc")) ?? null,
    candidate: first.includes("-rc") ? first : null,
  };
}

function weight(tag: string): number {
  const [, series, minor, candidate] = MAINLINE.exec(tag) ?? [];
  return Number(series) * 1e9 + Number(minor) * 1e4 + (candidate === undefined ? 9999 : Number(candidate));
}

/** The first-parent chain of a ref, root first. */
export function slowChain(directory: string, mainline: string): string[] {
  return git(directory, "rev-list", "--first-parent", "--reverse", mainline).split("\n");
}

/** The first commit of the chain that descends from the given one; null when it is on the chain, or never got there. */
export function slowMerge(
  directory: string,
  sha: string,
  mainline: string,
  chain: readonly string[],
): string | null {
  const places = new Map(chain.map((each, at) => [each, at]));
  if (places.has(sha)) return null;
  const descendants = git(directory, "rev-list", "--ancestry-path", `${sha}..${mainline}`).split("\n");
  const merges = descendants.flatMap((each) => places.get(each) ?? []);
  return merges.length === 0 ? null : (chain[Math.min(...merges)] ?? null);
}
