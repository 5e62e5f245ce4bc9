import type { z } from "zod";
import { didYouMean } from "../../domain/nearest.ts";
import { counted } from "../../domain/text.ts";

const typeNames: Record<string, string> = {
  string: "text",
  array: "a list",
  object: "fields",
  record: "fields",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
};

/** What an issue asks for, where its schema does not say: "text", "one of core, prep". */
export function expectedType(issue: z.core.$ZodIssue): string {
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

/** What to do about an issue, where its schema does not say. @param found the value as it is shown */
export function remedyFor(issue: z.core.$ZodIssue, input: unknown, found: string): string {
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
