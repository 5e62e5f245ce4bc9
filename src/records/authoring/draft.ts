import { stringify } from "yaml";
import { z } from "zod";
import { descriptionOf, unwrap } from "../read/schema-at.ts";
import { change } from "../schema/change.ts";
import { document } from "../schema/document.ts";
import { vendorFact } from "../schema/kernels.ts";
import { topic } from "../schema/topic.ts";

type Values<T extends z.ZodType> = Partial<z.input<T>>;

/** Names the JSON Schema to editors; the path is relative to the record. */
const schemaComment = (kind: string, up = "../..") =>
  `# yaml-language-server: $schema=${up}/public/schemas/${kind}.schema.json\n`;

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

/** The text of content/kernels/facts/<slug>.yaml for an unfinished vendor fact. */
export function draftVendorFact(values: Values<typeof vendorFact>): string {
  const placeholders = {
    lines: ["todo"],
    interfaces: ["TODO"],
    kind: "backported",
    summary: "TODO: what a program meets, in a sentence or two",
    sources: [{ at: "TODO: the place in the source", kind: "source-tree" }],
  };
  const fields = draftFields(vendorFact, { ...values, draft: true }, placeholders);
  return schemaComment("vendor-fact", "../../..") + fields;
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

const WIDTH = 100;

/** YAML comment lines that explain a field, and its nested fields at every depth if asked. */
function explainField(name: string, schema: z.core.$ZodType, depth: "shortly" | "with its parts"): string {
  return depth === "shortly" ? line(name, schema, 0) : lines(name, schema, 0);
}

function lines(name: string, schema: z.core.$ZodType, level: number): string {
  const parts = partsOf(schema).map(([part, each]) => lines(part, each, level + 1));
  return line(name, schema, level) + parts.join("");
}

function line(name: string, schema: z.core.$ZodType, level: number): string {
  const description = descriptionOf(schema);
  const choices = choicesOf(schema);
  if (!description && !choices) return wrap(name, `# ${"  ".repeat(level)}`);
  const text = [description, choices && `(${choices.join(", ")})`].filter(Boolean).join(" ");
  return wrap(`${name}: ${text}`, `# ${"  ".repeat(level)}`);
}

/** The fields of an object, of the objects in a list, or of a union, whose discriminator lists every value. */
function partsOf(schema: z.core.$ZodType): [string, z.core.$ZodType][] {
  const { def } = (unwrap(schema) as z.core.$ZodTypes)._zod;
  if (def.type === "object") return Object.entries(def.shape);
  if (def.type === "array") return partsOf(def.element);
  if (def.type !== "union" || !("discriminator" in def)) return [];
  const kinds = def.options.map((option) => new Map(partsOf(option)));
  const told = String(def.discriminator);
  const names = kinds.flatMap((kind) => choicesOf(kind.get(told)) ?? []);
  return [...(kinds[0] ?? [])].map(([name, part]) => [name, name === told ? z.enum(names) : part]);
}

function choicesOf(schema: z.core.$ZodType | undefined): string[] | null {
  if (!schema) return null;
  const { def } = (unwrap(schema) as z.core.$ZodTypes)._zod;
  if (def.type === "enum") return Object.values(def.entries).map(String);
  return def.type === "literal" ? def.values.map(String) : null;
}

function wrap(text: string, margin: string): string {
  const rows: string[] = [];
  let row = "";
  for (const word of text.split(" ")) {
    if (row && margin.length + row.length + word.length + 1 > WIDTH) {
      rows.push(row);
      row = `  ${word}`;
    } else {
      row = row ? `${row} ${word}` : word;
    }
  }
  return [...rows, row].map((each) => `${margin}${each.trimEnd()}\n`).join("");
}
