import { kernelReader, type NamedKernel } from "../../domain/uname.ts";
import type { OwnKernel } from "./own-kernel.client.ts";

/**
 * The reader's own kernel as answers are looked up for it: the release, or the line that was chosen, with the build
 * that the name has: facts may speak of older ones alone.
 * @example namedOwn({ name: "RHEL 9.4", release: null, at: "el9:9.4" }).candidates[0]?.release // "9.4"
 */
export function namedOwn({ name, release, at }: OwnKernel): NamedKernel {
  const read = kernelReader([])(release ?? "");
  if (release !== null) return { ...read, input: name };
  const [line = "", minor = null] = at?.split(":") ?? [];
  const build = minor === null ? (/\b\d+\.\d+\.\d+-(\d+)/.exec(name)?.[1] ?? null) : null;
  const candidate = { line, base: null, build, release: minor, between: null };
  return { ...read, input: name, form: "vendor", candidates: line === "" ? [] : [candidate] };
}
