import type { Root } from "mdast";
import { remark } from "remark";
import remarkGfm from "remark-gfm";
import { offsetOf, printPath } from "./locate.ts";
import type { Problem } from "./problem.ts";
import { placed, type Source } from "./read-record.ts";
import type { Report, Rule, RuleContext } from "./rules/rule.ts";

const rules: Rule[] = [];

/** Runs every rule. @returns what they reported, each at its place in its file */
export function applyRules(
  given: Omit<RuleContext, "bodyOf" | "report">,
  sources: ReadonlyMap<string, Source>,
): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (file, place, expected, found, remedy) => {
    const source = sources.get(file);
    if (!source) throw new Error(`a rule reported on ${file}, which was not read`);
    const isBody = typeof place === "number";
    const offset = isBody ? source.bodyOffset + place : source.yamlOffset + offsetOf(source.root, place);
    const field = isBody ? "body" : printPath(place);
    problems.push(placed(file, source.text, { offset, field, expected, found, remedy }));
  };
  const bodies = new Map<string, Root>();
  const markdown = remark().use(remarkGfm);
  const bodyOf: RuleContext["bodyOf"] = ({ file, body }) => {
    const tree = bodies.get(file) ?? markdown.parse(body);
    bodies.set(file, tree);
    return tree;
  };
  for (const rule of rules) rule({ ...given, bodyOf, report });
  return problems;
}
