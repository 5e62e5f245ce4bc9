import { isScalar, type Node } from "yaml";
import type { z } from "zod";
import { readExpectation } from "../schema/expected.ts";
import { nodeAt, offsetOf, type Path, printPath } from "./locate.ts";
import { didYouMean, nearest } from "./nearest.ts";
import type { Refusal } from "./problem.ts";
import { quoted, spellOut } from "./quoted.ts";
import { descriptionOf, fieldNames, schemaAt } from "./schema-at.ts";

/** What zod looked at: data read from YAML, and the YAML it was read from. */
export interface Examined {
  schema: z.core.$ZodType;
  value: unknown;
  root: Node | null;
}

type Explained = Pick<Refusal, "expected" | "found" | "remedy">;

/** Turns zod's issues into refusals: the schema's own words where it has some, else words made here. */
export function explainIssues(issues: readonly z.core.$ZodIssue[], examined: Examined): Refusal[] {
  const misspelt = new Set(issues.flatMap((issue) => meantFields(issue, examined)));
  return issues
    .filter(
      (issue) => !misspelt.has(printPath(issue.path)) || valueAt(examined.value, issue.path) !== undefined,
    )
    .flatMap((issue) =>
      issue.code === "unrecognized_keys"
        ? issue.keys.map((key) => unknownField(issue.path, key, examined))
        : [
            {
              ...explain(issue, examined),
              offset: offsetOf(examined.root, issue.path),
              field: spellOut(printPath(issue.path)) || "file",
            },
          ],
    );
}

/** Paths of the fields that misspelt ones were meant to be: that those are missing needs no second message. */
function meantFields(issue: z.core.$ZodIssue, { schema, value }: Examined): string[] {
  if (issue.code !== "unrecognized_keys") return [];
  const parent = valueAt(value, issue.path);
  const known = fieldNames(schemaAt(schema, issue.path, value), parent);
  return issue.keys.flatMap((key) => {
    const meant = nearest(key, known);
    return meant === null ? [] : [printPath([...issue.path, meant])];
  });
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
  const said = readExpectation(issue.message);
  if (input === null && issue.path.length > 0) {
    const expected = said?.what ?? expectedType(issue);
    return { expected, found, remedy: "Fill it in, or leave the field out." };
  }
  if (input === undefined && said === null) {
    const description = descriptionOf(schemaAt(schema, issue.path, value));
    return {
      expected: expectedType(issue),
      found,
      remedy: description ? `Add it: ${description}.` : "Add it.",
    };
  }
  if (issue.code === "invalid_type" && issue.expected === "string" && typeof input !== "object") {
    const kind = typeof input === "number" ? "a number" : "true or false";
    return {
      expected: said?.what ?? "text",
      found: `${found} (${kind})`,
      remedy: said?.remedy ?? `Quote it: "${found}".`,
    };
  }
  if (said) return { expected: said.what, found, remedy: said.remedy };
  return { expected: expectedType(issue), found, remedy: remedyFor(issue, input, found) };
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

function expectedType(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case "invalid_type":
      return typeNames[issue.expected] ?? issue.expected;
    case "invalid_value":
      return issue.values.length === 1 ? String(issue.values[0]) : `one of ${issue.values.join(", ")}`;
    case "invalid_union":
      return `one of ${"options" in issue ? issue.options.join(", ") : "several kinds"}`;
    case "too_small":
      if (issue.origin === "array") return `at least ${count(issue.minimum, "item")}`;
      return issue.origin === "string"
        ? `at least ${count(issue.minimum, "character")}`
        : `${issue.minimum} or more`;
    case "too_big":
      if (issue.origin === "array") return `at most ${count(issue.maximum, "item")}`;
      return issue.origin === "string"
        ? `at most ${count(issue.maximum, "character")}`
        : `${issue.maximum} or less`;
    case "invalid_format":
      return issue.pattern ? `text of the form ${issue.pattern}` : `a valid ${issue.format}`;
    default:
      return issue.message;
  }
}

function remedyFor(issue: z.core.$ZodIssue, input: unknown, found: string): string {
  switch (issue.code) {
    case "invalid_value":
    case "invalid_union": {
      const known = issue.code === "invalid_value" ? issue.values : "options" in issue ? issue.options : [];
      return didYouMean(typeof input === "string" ? input : "", known.map(String), "Choose one of them.");
    }
    case "too_small":
      return issue.origin === "array" ? "Add one, or leave the field out." : "Write more.";
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

function count(number: number | bigint, noun: string): string {
  return `${number} ${noun}${Number(number) === 1 ? "" : "s"}`;
}

/** The value as the file has it: 5.10 stays 5.10, though as a number it is 5.1. */
export function describeValue(value: unknown, node: Node | null): string {
  if (value === undefined || value === null) return "nothing";
  if (typeof value === "string") return quoted(value);
  if (Array.isArray(value)) return value.length === 0 ? "an empty list" : "a list";
  if (typeof value === "object") return Object.keys(value).length === 0 ? "no fields" : "fields";
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
