import type { Nodes } from "mdast";
import { visit } from "unist-util-visit";
import { didYouMean } from "../../domain/nearest.ts";
import { quoted } from "../../domain/text.ts";
import { webAddress } from "../schema/primitives.ts";
import { type BodyRecord, type Rule, type RuleContext, wrongChange } from "./rule.ts";

const SCHEME = "sincelinux:";

type Wrong = { expected: string; found: string; remedy: string };

/** Links in bodies lead to an http(s) address, a record or a fragment of the page. Images are not allowed. */
export const bodyLinks: Rule = (context) => {
  for (const { record, tree } of context.bodies) {
    visit(tree, (node) => {
      const wrong = wrongNode(node, record, context);
      if (!wrong) return;
      const { expected, found, remedy } = wrong;
      context.report(record.file, node.position?.start.offset ?? 0, expected, found, remedy);
    });
  }
};

function wrongNode(node: Nodes, record: BodyRecord, context: RuleContext): Wrong | null {
  if (node.type === "image" || node.type === "imageReference") {
    return { expected: "no image", found: quoted(node.alt ?? ""), remedy: "Link to it instead." };
  }
  if (node.type !== "link" && node.type !== "definition") return null;
  const { url } = node;
  if (url.startsWith(SCHEME)) return wrongRecord(url.slice(SCHEME.length), record, context);
  if (url.startsWith("#") || webAddress.safeParse(url).success) return null;
  const remedy = url.startsWith("mailto:")
    ? "Write a mail address or message-id in backticks."
    : "Correct the address, or write the text in backticks.";
  return { expected: `an http or https address, ${SCHEME}<slug> or #<place>`, found: quoted(url), remedy };
}

function wrongRecord(target: string, from: BodyRecord, { corpus, known }: RuleContext): Wrong | null {
  const [slug = ""] = target.split("#", 1);
  const found = quoted(SCHEME + slug);
  const names = new Set([...known.changes, ...known.topics, ...known.documents]);
  if (!names.has(slug)) {
    const wrong = known.changeAliases.has(slug) ? wrongChange(slug, known) : null;
    const remedy = wrong?.remedy ?? didYouMean(slug, names, "Add the record, or correct the slug.");
    return { expected: wrong?.expected ?? "a known change, topic or document", found, remedy };
  }
  if (slug === ("slug" in from ? from.slug : from.id)) {
    return { expected: "another record", found: "this one", remedy: "Link to #<place>, or remove the link." };
  }
  const isDraft =
    corpus.changes.some((change) => change.slug === slug && change.draft) ||
    corpus.topics.some((topic) => topic.id === slug && topic.draft) ||
    corpus.documents.some((document) => document.slug === slug && document.draft);
  if (!isDraft || from.draft) return null;
  return {
    expected: "a published record",
    found: `the draft ${quoted(slug)}`,
    remedy: "Finish that one first.",
  };
}
