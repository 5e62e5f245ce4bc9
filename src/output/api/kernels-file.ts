import type { Knowledge } from "../../model/knowledge.ts";
import { layerOf } from "../../records/schema/kernels.ts";
import { explained } from "./file-parts.ts";
import type { ApiContent } from "./schema/files.ts";

/** Every line of kernels, and every vendor fact. */
export function kernelsFile({ corpus }: Pick<Knowledge, "corpus">): ApiContent<"kernels"> {
  const lines = corpus.kernelLines.map(({ file: _, showsPatch, isUpstream, ...line }) =>
    explained(
      { ...line, showsPatch: showsPatch === true, isUpstream: isUpstream === true },
      { base: "The version of each of its kernels begins with it." },
    ),
  );
  const facts = corpus.vendorFacts.map(({ file: _, draft: __, ...fact }) => ({
    ...fact,
    sources: fact.sources.map(({ lines: _, ...source }) => source),
    layer: layerOf(fact),
    isPolicy: fact.isPolicy === true,
  }));
  return { counts: { lines: lines.length, facts: facts.length }, lines, facts };
}
