import { z } from "zod";
import { change } from "./change.ts";
import { document } from "./document.ts";
import { clones, commitFacts } from "./facts.ts";
import { firstReleases, flawFacts, flawSource } from "./flaw-facts.ts";
import { historyFacts } from "./interface-facts.ts";
import { kernelLine, vendorFact } from "./kernels.ts";
import { releases } from "./releases.ts";
import { anyRepository } from "./repository.ts";
import { rewrittenFacts } from "./rewritten-facts.ts";
import { stableDates } from "./stable-dates.ts";
import { synonyms, topic } from "./topic.ts";

const records = {
  change: ["A change: the frontmatter of content/changes/<slug>.md", change],
  topic: ["A topic: the frontmatter of content/topics/<id>.md", topic],
  document: ["A source and what it claims: content/documents/<slug>.yaml", document],
  releases: ["Mainline releases and their dates: content/releases.yaml", releases],
  repository: [
    "A repository whose commits are named, or that has the kernel's headers: content/repositories/<id>.yaml",
    anyRepository,
  ],
  "kernel-line": ["A line of kernels that a vendor builds: content/kernels/lines/<id>.yaml", kernelLine],
  "vendor-fact": [
    "How kernels of a vendor differ from the mainline in one thing: content/kernels/facts/<slug>.yaml",
    vendorFact,
  ],
  synonyms: ["Words that readers use for one another: content/synonyms.yaml", synonyms],
  "commit-facts": ["What a clone proves of a commit: content/facts/<id>/commits/<sha>.json", commitFacts],
  "interface-facts": [
    "What a header history shows of interfaces: content/facts/interfaces/<history>.json",
    historyFacts,
  ],
  "rewritten-facts": [
    "What a rewritten history shows of commits: content/facts/rewritten/<history>.json",
    rewrittenFacts,
  ],
  clones: ["The clones that proved the facts: content/facts/<id>/clones.json", clones],
  "flaw-facts": ["Published flaws of commits that are named: content/facts/flaws/flaws.json", flawFacts],
  "first-releases": [
    "Releases of commits by records of flaws: content/facts/flaws/releases.json",
    firstReleases,
  ],
  "stable-dates": ["Days of stable releases: content/facts/stable-releases.json", stableDates],
  "flaw-source": ["The records of flaws that were read: content/facts/flaws/source.json", flawSource],
} as const;

/**
 * JSON Schemas (draft 2020-12) of every file in content/, for editors and other programs, by file name. They describe
 * the shape of each record; `check` also validates what JSON Schema cannot express, such as that a slug exists.
 */
export function jsonSchemas(): Map<string, object> {
  return new Map(
    Object.entries(records).map(([name, [title, schema]]) => {
      const file = `${name}.schema.json`;
      const { $schema, ...rest } = z.toJSONSchema(schema, { io: "input", override: webAddressesAsPatterns });
      return [file, { $schema, $id: file, title, ...rest }];
    }),
  );
}

// The format "uri" refuses the braces in "https://git.kernel.org/torvalds/c/{sha}".
export function webAddressesAsPatterns({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }): void {
  if (jsonSchema.format !== "uri") return;
  delete jsonSchema.format;
  jsonSchema.pattern = "^https?://";
}
