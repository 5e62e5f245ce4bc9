import { sortedByRelease, type TagKind, type TagShapes, tagKinds } from "../../domain/release.ts";
import { CloneRefused } from "../process/git-error.ts";
import type { Clone } from "../process/open-clone.ts";
import { ask, type Query } from "../process/query.ts";

export interface Ref {
  /** "refs/heads/master", "refs/tags/v2.6.24", "HEAD" */
  name: string;
  /** The peeled object. Not always a commit: the kernel's v2.6.11 is a tree. */
  oid: string;
}

/**
 * show-ref, because for-each-ref reads the tagged objects and fails as a whole when one is missing, as the tree of
 * the kernel's v2.6.11 is in a clone without trees.
 */
const everyRef: Query<Ref[]> = {
  args: ["show-ref", "--head", "--dereference"],
  parse: (stdout) => {
    const refs = new Map<string, string>();
    for (const line of stdout.split("\n")) {
      const oid = line.slice(0, 40);
      const name = line.slice(41);
      if (name !== "") refs.set(name.endsWith("^{}") ? name.slice(0, -3) : name, oid);
    }
    return [...refs].map(([ref, oid]) => ({ name: ref, oid }));
  },
};

/**
 * All refs of a clone, HEAD first, the others by name, without replacement refs.
 * @throws GitError when git fails
 */
export async function readRefs(clone: Clone): Promise<Ref[]> {
  const refs = await ask(clone.gitDirectory, everyRef);
  return refs.filter(({ name }) => !name.startsWith("refs/replace/"));
}

const usual = ["refs/remotes/origin/master", "refs/heads/master", "refs/heads/main", "HEAD"];

/**
 * The ref whose first-parent chain is the mainline.
 * @param asked full or short name of a ref; without it, origin/master, master, main and HEAD are tried
 * @throws CloneRefused when there is no such ref
 * @example mainlineRef(refs, "linux.git").name // "refs/heads/master"
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
      `${clone} has no mainline ref (tried ${usual.join(", ")}). Name one with --mainline.`,
    );
  }
  const heads = refs.map((ref) => ref.name).filter((name) => !name.startsWith("refs/tags/"));
  throw new CloneRefused(
    `${clone} has no ref ${JSON.stringify(asked)}. It has: ${heads.slice(0, 10).join(", ")}.`,
  );
}

export interface ReleaseTag {
  /** "v2.6.24", without refs/tags/ */
  name: string;
  oid: string;
  kind: TagKind;
}

/** The release tags, in version order. Other tags (vfio-v5) are left out. */
export function releaseTags(refs: readonly Ref[], shapes: TagShapes): ReleaseTag[] {
  const kindOf = tagKinds(shapes);
  return sortedByRelease(
    refs.flatMap(({ name, oid }) => {
      const tag = name.startsWith("refs/tags/") ? name.slice("refs/tags/".length) : "";
      const kind = kindOf(tag);
      return kind === null ? [] : [{ name: tag, oid, kind }];
    }),
  );
}

/** The series a stable release belongs to: "4.14" of v4.14.12, "2.6.32" of v2.6.32.5. */
export function stableSeries(tag: string): string {
  return tag.replace(/^\D*/, "").replace(/\.\d+$/, "");
}
