import { stringify } from "yaml";
import type { z } from "zod";
import { unwrap } from "../read/schema-at.ts";
import { change } from "../schema/change.ts";
import { document } from "../schema/document.ts";
import { topic } from "../schema/topic.ts";
import { explainField } from "./explain-field.ts";

type Values<T extends z.ZodType> = Partial<z.input<T>>;

/** Names the JSON Schema to editors; the path is relative to the record. */
const schemaComment = (kind: string) =>
  `# yaml-language-server: $schema=../../public/schemas/${kind}.schema.json\n`;

/**
 * The text of content/changes/<slug>.md for an unfinished change: the known fields, and for the others
 * placeholders that `check` accepts only in drafts. Comments explain each field.
 * @param today used for required dates, "2018-10-25"
 */
export function draftChange(
  { body, ...values }: Values<typeof change> & { body?: string },
  today: string = new Date().toISOString().slice(0, 10),
): string {
  const placeholders = {
    title: "TODO: what it is",
    tags: ["TODO"],
    status: { state: "idea", asOf: today, evidence: [{ url: "https://example.org/TODO" }] },
    summary: "TODO: what a program can do now, in one or two sentences",
  };
  const frontmatter = draftFields(change, { ...values, draft: true }, placeholders);
  const text = body ?? "TODO: what it does, why it matters, how to detect it at run time, caveats.";
  return `---\n${schemaComment("change")}${frontmatter}---\n\n${text.trim()}\n`;
}

/** The text of content/topics/<id>.md for an unfinished topic. */
export function draftTopic(values: Values<typeof topic>): string {
  const placeholders = {
    name: "TODO: its name",
    kind: "subsystem",
    summary: "TODO: what it isolates or governs, in a sentence or two",
  };
  const frontmatter = draftFields(topic, { ...values, draft: true }, placeholders);
  return `---\n${schemaComment("topic")}${frontmatter}---\n\nTODO: one paragraph of what it is.\n`;
}

/** The text of content/documents/<slug>.yaml for an unfinished source. */
export function draftDocument(values: Values<typeof document>): string {
  const placeholders = { title: "TODO: its title", kind: "article" };
  return schemaComment("document") + draftFields(document, { ...values, draft: true }, placeholders);
}

function draftFields(schema: z.ZodObject, values: object, placeholders: object): string {
  const given: Record<string, unknown> = { ...values };
  const fallback: Record<string, unknown> = { ...placeholders };
  return Object.entries(schema.shape)
    .map(([name, field]) => {
      const isGiven = given[name] !== undefined;
      const comment = explainField(name, field, isGiven ? "shortly" : "with its parts");
      const value = isGiven ? given[name] : fallback[name];
      if (value !== undefined) return `${comment}${writeYaml({ [name]: value })}`;
      return unwrap(field)._zod.def.type === "array" ? `${comment}${name}: []\n` : comment;
    })
    .join("");
}

/** Quotes every string, so that none is read as a number, a date or an alias. */
function writeYaml(value: object): string {
  return stringify(value, { lineWidth: 0, defaultStringType: "QUOTE_DOUBLE", defaultKeyType: "PLAIN" });
}
