import { sortedByRelease } from "../../domain/release-order.ts";
import type { Repository } from "../../records/schema/repository.ts";
import type { Ref } from "./refs.ts";

export type TagShapes = Pick<Repository, "releaseTags" | "candidateSuffix" | "stableTags">;
export type TagKind = "release" | "candidate" | "stable";

export interface ReleaseTag {
  /** "v2.6.24", without refs/tags/ */
  name: string;
  oid: string;
  kind: TagKind;
}

/** The tags that name releases, peeled, in version order. Foreign ones (vfio-v5) are left out. */
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

/** Tells what a tag's name makes of it; null for a tag that is no release. */
export function tagKinds(shapes: TagShapes): (tag: string) => TagKind | null {
  const release = shapes.releaseTags.map((shape) => pattern(shape));
  const candidate = shapes.releaseTags.map((shape) => pattern(shape + shapes.candidateSuffix));
  const stable = shapes.stableTags.map((shape) => pattern(shape));
  return (tag) => {
    if (release.some((shape) => shape.test(tag))) return "release";
    if (shapes.candidateSuffix !== undefined && candidate.some((shape) => shape.test(tag)))
      return "candidate";
    // v2.6.24 has the shape vN.N.N as well: that it is a release was settled above.
    return stable.some((shape) => shape.test(tag)) ? "stable" : null;
  };
}

/** The series a stable release belongs to: "4.14" of v4.14.12, "2.6.32" of v2.6.32.5. */
export function stableSeries(tag: string): string {
  return tag.replace(/^\D*/, "").replace(/\.\d+$/, "");
}

/** N stands for a number without leading zeros; everything else for itself. */
function pattern(shape: string): RegExp {
  const source = shape.replace(/[.\\+*?[\](){}^$|]/g, "\\$&").replaceAll("N", "(?:0|[1-9]\\d{0,5})");
  return new RegExp(`^${source}$`);
}
