import { isScalar, type Node } from "yaml";
import type { z } from "zod";
import { didYouMean, nearest } from "../../domain/nearest.ts";
import { counted, quoted, spellOut } from "../../domain/text.ts";
import { MOST_REFUSALS, type Refusal } from "../problem.ts";
import { readExpectation } from "../schema/primitives.ts";
import { nodeAt, offsetOf, type Path, printPath } from "./locate.ts";
import { descriptionOf, fieldNames, schemaAt } from "./schema-at.ts";

/** The input of zod: data read from YAML, and its YAML nodes. */
export interface Examined {
  schema: z.core.$ZodType;
  value: unknown;
  root: Node | null;
}

type Explained = Pick<Refusal, "expected" | "found" | "remedy">;

/** Turns zod's issues into refusals, with the message of the schema if it has one. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], examined: Examined): Refusal[] {
  const each = issues.filter(isFirstOfItsPlace).flatMap(oneKeyEach);
  const first = each.slice(0, MOST_REFUSALS);
  const misspelt = new Set(first.flatMap((issue) => meantField(issue, examined) ?? []));
  const refusals = first
    .filter(({ path }) => !misspelt.has(printPath(path)) || valueAt(examined.value, path) !== undefined)
    .map((issue) => refuse(issue, examined));
  if (each.length === first.length) return refusals;
  const found = `${each.length - first.length} more`;
  return [
    ...refusals,
    { offset: 0, field: "file", expected: "fewer problems", found, remedy: "Correct these first." },
  ];
}

/** For a list in place of a string, zod also reports that it is too short. */
function isFirstOfItsPlace(issue: z.core.$ZodIssue, at: number, all: readonly z.core.$ZodIssue[]): boolean {
  const before = all[at - 1];
  return before?.code !== "invalid_type" || printPath(before.path) !== printPath(issue.path);
}

function oneKeyEach(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  return issue.code === "unrecognized_keys" ? issue.keys.map((key) => ({ ...issue, keys: [key] })) : [issue];
}

function refuse(issue: z.core.$ZodIssue, examined: Examined): Refusal {
  if (issue.code === "unrecognized_keys") return unknownField(issue.path, issue.keys[0] ?? "", examined);
  const field = spellOut(printPath(issue.path)) || "file";
  return { ...explain(issue, examined), offset: offsetOf(examined.root, issue.path), field };
}

/** Path of the field that a misspelt key means; it is then not reported as missing. */
function meantField(issue: z.core.$ZodIssue, { schema, value }: Examined): string | null {
  if (issue.code !== "unrecognized_keys") return null;
  const known = fieldNames(schemaAt(schema, issue.path, value), valueAt(value, issue.path));
  const meant = nearest(issue.keys[0] ?? "", known);
  return meant === null ? null : printPath([...issue.path, meant]);
}

function unknownField(path: Path, key: string, { schema, value, root }: Examined): Refusal {
  const known = fieldNames(schemaAt(schema, path, value), valueAt(value, path));
  return {
    offset: offsetOf(root, [...path, key], "key"),
    field: spellOut(printPath([...path, key])),
    expected: "a known field",
    found: quoted(key),
    remedy: didYouMean(key, known, `Known here: ${known.join(", ")}.`),
  };
}

function explain(issue: z.core.$ZodIssue, { schema, value, root }: Examined): Explained {
  const input = valueAt(value, issue.path);
  const found = describeValue(input, nodeAt(root, issue.path));
  const expectation = readExpectation(issue.message);
  if (input === null && issue.path.length > 0) {
    const expected = expectation?.what ?? expectedType(issue);
    return { expected, found, remedy: "Fill it in, or leave the field out." };
  }
  if (input === undefined && expectation === null) {
    const description = descriptionOf(schemaAt(schema, issue.path, value));
    return {
      expected: expectedType(issue),
      found,
      remedy: description ? `Add it: ${description}.` : "Add it.",
    };
  }
  if (issue.code === "invalid_type" && issue.expected === "string" && typeof input !== "object") {
    const kind = typeof input === "number" ? "a number" : "a boolean";
    return {
      expected: expectation?.what ?? "text",
      found: `${found} (${kind})`,
      remedy: expectation?.remedy ?? `Quote it: "${found}".`,
    };
  }
  if (issue.code === "too_big" && typeof input === "string") {
    const remedy = expectation?.remedy ?? remedyFor(issue, input, found);
    return {
      expected: expectation?.what ?? expectedType(issue),
      found: `${input.length} characters`,
      remedy,
    };
  }
  if (expectation) return { expected: expectation.what, found, remedy: expectation.remedy };
  return { expected: expectedType(issue), found, remedy: remedyFor(issue, input, found) };
}

/** The value as written in the file: 5.10, though the number is 5.1. */
function describeValue(value: unknown, node: Node | null): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return spellOut(`{ ${Object.keys(value).slice(0, 5).join(", ")} }`);
  return isScalar(node) && node.source ? node.source.slice(0, 60) : String(value);
}

function valueAt(value: unknown, path: Path): unknown {
  return path.reduce<unknown>(
    (each, step) =>
      typeof each === "object" && each !== null && Object.hasOwn(each, step)
        ? (each as Record<PropertyKey, unknown>)[step]
        : undefined,
    value,
  );
}

const typeNames: Record<string, string> = {
  string: "text",
  array: "a list",
  object: "fields",
  record: "fields",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
};

/** The expected value of an issue whose schema has no message: "text", "one of core, prep". */
function expectedType(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return typeNames[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(", ")}`;
    case "invalid_union":
      return `one of ${"options" in issue ? issue.options.join(", ") : "several kinds"}`;
    case "too_small":
      if (issue.origin === "array") return `at least ${counted(issue.minimum, "item")}`;
      return issue.origin === "string"
        ? `at least ${counted(issue.minimum, "character")}`
        : `${issue.minimum} or more`;
    case "too_big":
      if (issue.origin === "array") return `at most ${counted(issue.maximum, "item")}`;
      return issue.origin === "string"
        ? `at most ${counted(issue.maximum, "character")}`
        : `${issue.maximum} or less`;
    case "invalid_format":
      return issue.pattern ? `text of the form ${issue.pattern}` : `a valid ${issue.format}`;
    default:
      return issue.message;
  }
}

/** The remedy for an issue whose schema has no message. @param found the value as displayed */
function remedyFor(issue: z.core.$ZodIssue, input: unknown, found: string): string {
  switch (issue.code) {
    case "invalid_value":
    case "invalid_union": {
      const known = issue.code === "invalid_value" ? issue.values : "options" in issue ? issue.options : [];
      return didYouMean(typeof input === "string" ? input : "", known.map(String), "Choose one of them.");
    }
    case "too_small":
      return issue.origin === "array" ? "Add one." : "Write more.";
    case "too_big":
      return "Shorten it.";
    case "invalid_type":
      if (issue.expected === "array") return "Write a list, each item on a line that begins with a hyphen.";
      if (issue.expected === "boolean" && /^"(?:true|false)"$/.test(found)) return "Remove the quotes.";
      return issue.expected === "object" ? 'Write lines of "field: value".' : `Write ${expectedType(issue)}.`;
    default:
      return "Correct it.";
  }
}
