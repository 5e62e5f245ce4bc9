import { kernelReader, type NamedKernel } from "../src/domain/uname.ts";
import { type KernelSources, kernelSources } from "../src/model/kernels/arrival.ts";
import { knowledgeOf } from "../src/model/knowledge.ts";
import { type KernelTable, tablesAsMarkdown, tablesAsText } from "../src/output/kernel-text.ts";
import { readContent } from "../src/records/read/read-content.ts";
import { contentHere } from "./content-here.ts";

/** The options that the commands about kernels share. */
export const kernelOptions = {
  json: { type: "boolean", default: false },
  markdown: { type: "boolean", default: false },
  content: { type: "string", default: contentHere() },
} as const;

export const kernelOptionsUsage = `  --json         for a program
  --markdown     tables for pasting
  --content DIR  the folder of records; else ./content, else the records that came with the command`;

/** What a kernel is: "5.15.61", the output of `uname -r` or `uname -a`, or "RHEL 9.4". */
export const KERNEL_USAGE = `a release (5.15.61), a series (5.15.y), the output of uname -r or uname -a, or a distribution ("RHEL 9.4")`;

interface Kernels {
  sources: KernelSources;
  read: (text: string) => NamedKernel;
}

const kernelsOf = new Map<string, Kernels>();

/** Reads a folder of records once in the life of the process: it takes seconds. */
export function kernelsIn(content: string): Kernels {
  const known = kernelsOf.get(content);
  if (known) return known;
  const { corpus } = readContent(content);
  const kernels = { sources: kernelSources(knowledgeOf(corpus)), read: kernelReader(corpus.kernelLines) };
  kernelsOf.set(content, kernels);
  return kernels;
}

/** Prints tables as text or Markdown. */
export function printTables(tables: readonly KernelTable[], { markdown }: { markdown: boolean }): void {
  process.stdout.write(markdown ? tablesAsMarkdown(tables) : tablesAsText(tables));
}
