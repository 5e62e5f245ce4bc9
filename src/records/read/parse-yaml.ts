import { isAlias, isMap, isNode, isScalar, isSeq, type Node, parseDocument, type YAMLMap } from "yaml";
import { firstHidden, quoted } from "../../domain/text.ts";
import { MOST_REFUSALS, type Refusal } from "../problem.ts";
import { type Path, printPath } from "./locate.ts";

export interface ParsedYaml {
  /** Null if the YAML is empty or could not be parsed. */
  root: Node | null;
  /** Plain data; undefined if the YAML could not be parsed or is refused. */
  value: unknown;
  /** With offsets from the start of the YAML. */
  refusals: Refusal[];
}

/** These keys would change the prototypes of the objects. */
const FORBIDDEN_KEYS = new Set(["__proto__", "constructor", "prototype"]);

/** Reads one YAML document of plain lists, maps, texts, numbers and booleans; everything else is refused. */
export function parseYaml(text: string): ParsedYaml {
  // uniqueKeys compares each key with all before it: quadratic. The walk below uses a set.
  // The log level stays at "error": "silent" also hides that there are several documents.
  const document = parseDocument(text, {
    uniqueKeys: false,
    stringKeys: true,
    prettyErrors: false,
    logLevel: "error",
  });
  const [error] = document.errors;
  // Only the first error: those after it are consequences.
  if (error) return { root: null, value: undefined, refusals: [syntaxRefusal(error)] };
  const root = document.contents;
  const { yaml, tags } = document.directives;
  if (yaml.explicit || Object.keys(tags).length > 1) {
    const refusal = refuse(0, [], "no directives", "%", "Remove the lines that begin with %.");
    return { root, value: undefined, refusals: [refusal] };
  }
  const refusals: Refusal[] = [];
  const isPlain = walk(root, [], refusals);
  const value = isPlain ? document.toJS({ maxAliasCount: 0 }) : undefined;
  return { root, value, refusals: refusals.slice(0, MOST_REFUSALS) };
}

/** Collects the refusals below a node. @returns whether it can be converted to plain data */
function walk(node: unknown, path: Path, refusals: Refusal[]): boolean {
  if (!isNode(node)) return true;
  const offset = node.range?.[0] ?? 0;
  if (isAlias(node)) {
    refusals.push(
      refuse(offset, path, "no YAML alias", `*${node.source}`, "Write the value out, or quote the text."),
    );
    return false;
  }
  let isPlain = true;
  if (node.anchor !== undefined) {
    const remedy = "Remove the anchor, or quote the text.";
    refusals.push(refuse(offset, path, "no YAML anchor", `&${node.anchor}`, remedy));
    isPlain = false;
  }
  if (node.tag !== undefined) {
    const tag = node.tag.replace("tag:yaml.org,2002:", "!!");
    refusals.push(refuse(offset, path, "no YAML type tag", tag, "Remove the tag, or quote the text."));
    isPlain = false;
  }
  if (isMap(node)) return walkMap(node, path, refusals) && isPlain;
  if (isSeq(node)) {
    return node.items.map((item, at) => walk(item, [...path, at], refusals)).every(Boolean) && isPlain;
  }
  if (isScalar(node) && typeof node.value === "string") {
    const hidden = firstHidden(node.value);
    if (hidden) refusals.push(refuse(offset, path, "visible characters", hidden.name, "Remove the escape."));
  }
  return isPlain;
}

function walkMap(map: YAMLMap, path: Path, refusals: Refusal[]): boolean {
  let isPlain = true;
  const seen = new Set<string>();
  for (const { key, value } of map.items) {
    const name = isScalar(key) ? String(key.value) : "";
    const offset = isNode(key) ? (key.range?.[0] ?? 0) : 0;
    const field = [...path, name];
    if (FORBIDDEN_KEYS.has(name)) {
      refusals.push(refuse(offset, field, "a known field", quoted(name), "Remove it."));
      isPlain = false;
    } else if (seen.has(name)) {
      refusals.push(refuse(offset, field, "each field once", `a second ${quoted(name)}`, "Merge the two."));
    }
    seen.add(name);
    if (!walk(key, field, refusals) || !walk(value, field, refusals)) isPlain = false;
  }
  return isPlain;
}

function refuse(offset: number, path: Path, expected: string, found: string, remedy: string): Refusal {
  return { offset, field: printPath(path) || "file", expected, found: shortened(found), remedy };
}

function shortened(found: string): string {
  return found.length > 80 ? `${found.slice(0, 79)}…` : found;
}

const remedies: Record<string, string> = {
  MULTIPLE_DOCS: "Keep one record in a file.",
  RESOURCE_EXHAUSTION: "Nest less deeply.",
  TAB_AS_INDENT: "Indent with spaces.",
  BAD_INDENT: "Line it up with its neighbours.",
  BLOCK_AS_IMPLICIT_KEY: 'Quote a text that holds ": ".',
  BAD_SCALAR_START: "Quote a text that begins with a special character.",
  NON_STRING_KEY: "Write a word before the colon.",
  MULTILINE_IMPLICIT_KEY: 'Write "field: value".',
};

const plainWords: Record<string, string> = {
  MULTIPLE_DOCS: "a second one",
  RESOURCE_EXHAUSTION: "values nested too deeply",
};

function syntaxRefusal(error: { code: string; message: string; pos: [number, number] }): Refusal {
  const message = error.message.split("\n", 1)[0]?.replace(/[.:]$/, "") ?? "";
  return {
    offset: error.pos[0],
    field: "file",
    expected: error.code === "MULTIPLE_DOCS" ? "one YAML document" : "YAML",
    found: plainWords[error.code] ?? `an error (${shortened(message)})`,
    remedy: remedies[error.code] ?? "Correct the YAML here; quoting the text often helps.",
  };
}
