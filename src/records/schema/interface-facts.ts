import { z } from "zod";
import { sha } from "./primitives.ts";

const label = z.string().min(1).describe('What the import says it is of: "v5.6", "v5.12-rc4", "v5.2.11"');
const snapshot = z.strictObject({ commit: sha, label });

/** What a definition in a header defines. */
export const definitionKinds = ["constant", "call", "member", "type"] as const;

/** What one header history shows of one interface. */
export const observation = z.strictObject({
  kind: z
    .enum(definitionKinds)
    .describe("A macro or enumerator; a system call; a member of a struct; a tag of a struct, union or enum"),
  absent: snapshot
    .extend({
      release: z.string().describe("The mainline release that lacks it"),
      path: z
        .string()
        .nullable()
        .describe(
          "The header that lacks it; null: the header came with the name, which proves nothing by itself",
        ),
      withCall: z
        .string()
        .optional()
        .describe("The system call that came with the header: what is of the call was not there before it"),
    })
    .nullable()
    .describe("The newest import before it, without the name in any header; null: none proves a release"),
  present: snapshot
    .extend({
      release: z.string().describe("The mainline release that has it"),
      path: z.string(),
      line: z.number().int().positive(),
      value: z.string().nullable().describe("What it stands for, where the header states it"),
      internal: z.literal(true).optional().describe("Its header also holds what programs do not see"),
    })
    .nullable()
    .describe("The first import that has it and proves a release; null: none proves one"),
  privateIn: z
    .string()
    .optional()
    .describe(
      "The first release in which the kernel, or another architecture, has it for itself, before programs have it",
    ),
  gone: z
    .strictObject({ last: snapshot, first: snapshot })
    .optional()
    .describe("The last import with it, and the first of all those without it since"),
});

/** content/facts/interfaces/<history>.json: what one header history shows of the interfaces of the content. */
export const historyFacts = z.strictObject({
  head: sha.describe("The commit that was read: the tip of its branch, or its newest release tag"),
  newest: snapshot.describe("Its newest import"),
  imports: z.number().int().positive().describe("How many imports prove anything"),
  mainline: z
    .boolean()
    .describe("Whether its trees are the mainline's own; copies may have been patched, or be of part of it"),
  interfaces: z.record(z.string(), observation).describe("By the interface's name in the content"),
  never: z.array(z.string()).describe("Interfaces that were looked for and are in none of its imports"),
});

export type Observation = z.infer<typeof observation>;
export type HistoryFacts = z.infer<typeof historyFacts>;
