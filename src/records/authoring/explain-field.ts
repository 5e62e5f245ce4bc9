import { z } from "zod";
import { descriptionOf, unwrap } from "../read/schema-at.ts";

const WIDTH = 100;

/** YAML comment lines that explain a field, and its nested fields at every depth if asked. */
export function explainField(
  name: string,
  schema: z.core.$ZodType,
  depth: "shortly" | "with its parts",
): string {
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
