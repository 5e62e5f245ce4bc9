import type { NameRow } from "./names-table.ts";

/** How an interface's first release is known from headers, decided once for every output. */
export type HeaderSince =
  | { as: "release"; release: string }
  /** The headers of `after` lack it, those of `by` have it. */
  | { as: "between"; after: string; by: string }
  /** The headers of `by` have it; none proves a release without it. */
  | { as: "by"; by: string }
  /** No import of the histories that were read has it, up to the newest. */
  | { as: "never"; newest: string }
  | { as: "unknown" };

/** @example sinceOfRow({ absentIn: "v5.5", presentIn: "v5.6", isClosed: true }) // { as: "release", release: "v5.6" } */
export function sinceOfRow({
  absentIn,
  presentIn,
  isClosed,
}: Pick<NameRow, "absentIn" | "presentIn" | "isClosed">): HeaderSince {
  if (isClosed) return { as: "release", release: presentIn };
  return absentIn === null ? { as: "by", by: presentIn } : { as: "between", after: absentIn, by: presentIn };
}

/**
 * What is said where there is no single release; undefined where there is one.
 * @example bracketInWords({ as: "between", after: "v5.6", by: "v5.8" }) // "after v5.6, in v5.8 at the latest"
 */
export function bracketInWords(since: HeaderSince): string | undefined {
  if (since.as === "release") return undefined;
  if (since.as === "between") return `after ${since.after}, in ${since.by} at the latest`;
  if (since.as === "by") return `in ${since.by} or before`;
  if (since.as === "never") return `in no header that was read, up to ${since.newest}`;
  return "not in headers that were read";
}
