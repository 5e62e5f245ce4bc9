import { z } from "zod";
import type { Path } from "./locate.ts";

type Schema = z.core.$ZodType;

/** The schema of the value at a path; null if the schema declares none. */
export function schemaAt(schema: Schema, path: Path, value: unknown): Schema | null {
  const [step, ...rest] = path;
  if (step === undefined) return schema;
  const child = childSchema(unwrap(schema), step, value);
  return child && schemaAt(child, rest, childValue(value, step));
}

/** Names of the fields that an object schema declares; none for other schemas. */
export function fieldNames(schema: Schema | null, value: unknown): string[] {
  const shape = schema && shapeOf(unwrap(schema), value);
  return shape ? Object.keys(shape) : [];
}

/** The description of a schema, also inside `optional` and `default`. */
export function descriptionOf(schema: Schema | null): string | null {
  for (let each = schema; each; each = innerOf(each)) {
    const description = z.globalRegistry.get(each)?.description;
    if (description) return description;
  }
  return null;
}

/** The schema inside `optional`, `default` and `nullable`. */
export function unwrap(schema: Schema): Schema {
  const inner = innerOf(schema);
  return inner ? unwrap(inner) : schema;
}

function innerOf(schema: Schema): Schema | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === "optional" || def.type === "default" || def.type === "nullable" ? def.innerType : null;
}

function childSchema(schema: Schema, step: PropertyKey, value: unknown): Schema | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "array") return def.element;
  if (def.type === "record") return def.valueType;
  const shape = shapeOf(schema, value);
  return shape && Object.hasOwn(shape, step) ? (shape[String(step)] ?? null) : null;
}

function shapeOf(schema: Schema, value: unknown): Readonly<Record<string, Schema>> | null {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  if (def.type === "object") return def.shape;
  if (def.type !== "union" || !("discriminator" in def)) return null;
  const key = String(def.discriminator);
  const wanted = childValue(value, key);
  const options = def.options.map((option) => shapeOf(option, value)).filter((shape) => shape !== null);
  const chosen = options.find((shape) => {
    const literal = (shape[key] as z.core.$ZodTypes | undefined)?._zod.def;
    return literal?.type === "literal" && literal.values.some((each) => each === wanted);
  });
  // Without a valid discriminator, fall back to the first variant for the common fields.
  return chosen ?? options[0] ?? null;
}

function childValue(value: unknown, step: PropertyKey): unknown {
  return typeof value === "object" && value !== null && Object.hasOwn(value, step)
    ? (value as Record<PropertyKey, unknown>)[step]
    : undefined;
}
