import type { LineNames } from "../../domain/uname.ts";
import type { KernelLineRecord } from "../../records/corpus.ts";

/** What names of kernels are read with; the first name of a line is its title. */
export function kernelNames(lines: readonly KernelLineRecord[]): LineNames[] {
  return lines.map((line) => ({
    ...{ id: line.id, vendor: line.vendor, base: line.base, names: [line.title, ...line.names] },
    ...{ uname: line.uname, showsPatch: line.showsPatch, releases: line.releases },
  }));
}
