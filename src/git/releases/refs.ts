import { existsSync, readdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { WHOLE_HASH } from "../../domain/hash.ts";
import { sortedByRelease, type TagKind, type TagShapes, tagKinds } from "../../domain/release.ts";
import { spellOut } from "../../domain/text.ts";
import { CloneRefused } from "../process/git-error.ts";
import type { Clone } from "../process/open-clone.ts";
import { ask, type Query } from "../process/query.ts";

export interface Ref {
  /** "refs/heads/master", "refs/tags/v2.6.24", "HEAD" */
  name: string;
  /** The peeled object. Not always a commit: the kernel's v2.6.11 is a tree. */
  oid: string;
  /** Hash of the tag object, for an annotated tag. */
  tagObject?: string;
  /** Whether it is a name for another ref, and so moves with it. HEAD usually is; a release tag must not be. */
  isSymbolic?: true;
}

const LINE = new RegExp(`^(${WHOLE_HASH}) (.+)$`, "s");
const BAD_REF = new RegExp(`bad ref (\\S+) \\((${WHOLE_HASH})\\)`);

/**
 * show-ref, because for-each-ref reads the tagged objects and fails as a whole when one is missing, as the tree of
 * the kernel's v2.6.11 is in a clone without trees.
 */
const everyRef: Query<Ref[]> = {
  args: ["show-ref", "--head", "--dereference"],
  parse: (stdout) => {
    const refs = new Map<string, Ref>();
    for (const line of stdout.split("\n")) {
      if (line === "") continue;
      const [, oid = "", name = ""] = LINE.exec(line) ?? [];
      if (name === "") throw new Error("its output was not understood");
      const tag = name.endsWith("^{}") ? refs.get(name.slice(0, -3)) : undefined;
      if (tag) refs.set(tag.name, { ...tag, oid, tagObject: tag.oid });
      else refs.set(name, { name, oid });
    }
    return [...refs.values()];
  },
};

/**
 * All refs of a clone, HEAD first, the others by name, without replacement refs.
 * @throws GitError when git fails
 */
export async function readRefs(clone: Clone): Promise<Ref[]> {
  const [refs, symbolic] = await Promise.all([allRefs(clone), symbolicTags(clone)]);
  return refs
    .filter(({ name }) => !name.startsWith("refs/replace/"))
    .map((ref) => (symbolic.has(ref.name) ? { ...ref, isSymbolic: true } : ref));
}

export interface ReleaseTag {
  /** "v2.6.24", without refs/tags/ */
  name: string;
  oid: string;
  kind: TagKind;
  /** Whether it is a symbolic ref. */
  isSymbolic?: true;
}

async function allRefs({ name, gitDirectory }: Clone): Promise<Ref[]> {
  try {
    return await ask(gitDirectory, everyRef);
  } catch (failure) {
    const [, ref, sha] = BAD_REF.exec(String(failure)) ?? [];
    if (ref === undefined || sha === undefined) throw failure;
    throw new CloneRefused(
      `${name} lacks the object ${sha} that ${spellOut(ref)} points at: history would end too early, and releases ` +
        `would be wrong. Fetch it again: git -C ${name} fetch --refetch`,
      { cause: failure },
    );
  }
}

/** Symbolic refs below refs/tags. They are never packed, so with ref files none has to be asked for in most clones. */
async function symbolicTags({ gitDirectory, objectDirectories }: Clone): Promise<Set<string>> {
  const common = dirname(objectDirectories[0] as string);
  const hasFiles = !existsSync(join(common, "reftable"));
  if (hasFiles && !existsSync(join(common, "refs/tags"))) return new Set();
  if (hasFiles && readdirSync(join(common, "refs/tags")).length === 0) return new Set();
  const query = {
    args: ["for-each-ref", "--format=%(symref) %(refname)", "refs/tags"],
    parse: (stdout: string) =>
      stdout.split("\n").flatMap((line) => (line.startsWith(" ") ? [] : [line.slice(line.indexOf(" ") + 1)])),
  };
  return new Set(await ask(gitDirectory, query));
}

/** The release tags, in version order. Other tags (vfio-v5) are left out. */
export function releaseTags(refs: readonly Ref[], shapes: TagShapes): ReleaseTag[] {
  const kindOf = tagKinds(shapes);
  return sortedByRelease(
    refs.flatMap(({ name, oid, isSymbolic }) => {
      const tag = name.startsWith("refs/tags/") ? name.slice("refs/tags/".length) : "";
      const kind = kindOf(tag);
      return kind === null ? [] : [{ name: tag, oid, kind, ...(isSymbolic && { isSymbolic }) }];
    }),
  );
}

/** Names of tags that look like releases, as v1.0 does in a clone of the kernel, but fit no declared shape. */
export function unknownTags(refs: readonly Ref[], shapes: TagShapes): string[] {
  const kindOf = tagKinds(shapes);
  const prefixes = new Set(
    [...shapes.releaseTags, ...shapes.stableTags].map((shape) => /^[A-Za-z._-]*?(?=N|\d|$)/.exec(shape)?.[0]),
  );
  return refs.flatMap(({ name }) => {
    const tag = name.startsWith("refs/tags/") ? name.slice("refs/tags/".length) : "";
    const [, prefix] = /^(\D*)(?:0|[1-9]\d*)(?:\.(?:0|[1-9]\d*))+(?:-rc\d+)?$/.exec(tag) ?? [];
    return prefix !== undefined && prefixes.has(prefix) && kindOf(tag) === null ? [tag] : [];
  });
}

/** The series a stable release belongs to: "4.14" of v4.14.12, "2.6.32" of v2.6.32.5. */
export function stableSeries(tag: string): string {
  return tag.replace(/^\D*/, "").replace(/\.\d+$/, "");
}

/** The mainline release that a stable release is based on: v4.14 of v4.14.12, v2.6.32 of v2.6.32.5. */
export function stableBase(tag: string): string {
  return tag.replace(/\.\d+$/, "");
}
