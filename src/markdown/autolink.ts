import type { InlineCode, Link, PhrasingContent, Root } from "mdast";
import {
  type FindAndReplaceList,
  type FindAndReplaceTuple,
  findAndReplace,
  type RegExpMatchObject,
} from "mdast-util-find-and-replace";
import { CONTINUE, SKIP, visit } from "unist-util-visit";
import { hashWords } from "../domain/cited-hashes.ts";
import { ANY_HASH, shortHash } from "../domain/hash.ts";
import { wholeWord } from "../domain/text.ts";
import type { Lookups, Target, TopicName } from "./lookups.ts";

/** What is in these stays as its author wrote it. */
const leftAlone = ["link", "linkReference", "heading"];

const HASH = new RegExp(`${ANY_HASH}(?![0-9a-f])`, "gi");
const MAN_PAGE = wholeWord("[A-Za-z][\\w.+-]*\\([1-8][a-z]{0,8}\\)");
const CAPABILITY = wholeWord("CAP_[A-Z0-9]+(?:_[A-Z0-9]+)*");
const CONSTANT = wholeWord("[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+");
/** What must not break at its hyphens: a day, a CVE. */
const UNBROKEN = wholeWord("(?:\\d{4}-\\d{2}-\\d{2}|CVE-\\d{4}-\\d{4,})");
const SLUG = wholeWord("[a-z0-9]+(?:-[a-z0-9]+)+");

/**
 * A remark plugin that links what the look-ups know: man pages, capabilities, releases, hashes, changes
 * by their slug, interfaces in code, and the first mention of each topic. What they do not know stays text.
 * Days and CVEs get an element that keeps them on one line.
 */
export function autolink(lookups: Lookups): (tree: Root) => void {
  const finders: FindAndReplaceList = [
    [UNBROKEN, unbroken],
    [MAN_PAGE, (text: string) => linked(text, lookups.manPage(text))],
    [CAPABILITY, (text: string) => linked(text, lookups.capability(text))],
    [CONSTANT, (text: string) => linked(text, lookups.interface(text))],
    [wholeWord(lookups.releaseTags), (text: string) => linked(text, lookups.release(text))],
    [HASH, (text: string, { index, input }: RegExpMatchObject) => linkedCommit(text, index, input, lookups)],
    [SLUG, (text: string) => linked(text, lookups.change(text))],
  ];
  return (tree) => {
    findAndReplace(tree, [...finders, ...topicMentions(lookups.topics)], { ignore: leftAlone });
    linkInterfaces(tree, lookups);
  };
}

/** Code that is the name of a known interface, and nothing else. */
function linkInterfaces(tree: Root, lookups: Lookups): void {
  visit(tree, (node, index, parent) => {
    if (leftAlone.includes(node.type)) return SKIP;
    const target = node.type === "inlineCode" ? lookups.interface(node.value) : null;
    if (!target || !parent || index === undefined) return CONTINUE;
    parent.children[index] = link(node as InlineCode, target);
    return SKIP;
  });
}

/** `index` is where the digits stand in `input`; whether they are a hash depends on what stands around them. */
function linkedCommit(text: string, index: number, input: string, lookups: Lookups): Link | false {
  const cited = hashWords(input).find(({ at, length }) => at === index && length === text.length);
  const found = cited ? lookups.commit(cited.hash) : null;
  if (!found) return false;
  const code: InlineCode = { type: "inlineCode", value: shortHash(found.sha) };
  return link(code, { href: found.href, title: found.subject });
}

/** The type is only a vessel: the element is a span. */
function unbroken(text: string): PhrasingContent {
  const element = { hName: "span", hProperties: { className: ["whole"] } };
  return { type: "emphasis", data: element, children: [{ type: "text", value: text }] };
}

function linked(text: string, target: Target | null): Link | false {
  return target ? link({ type: "text", value: text }, target) : false;
}

function link(content: PhrasingContent, target: Target): Link {
  return {
    type: "link",
    url: target.href,
    title: target.title ?? null,
    children: [content as Link["children"][0]],
  };
}

/**
 * One finder for each topic, for its first mention in a text only: "User namespaces" is found as
 * "user namespace" too. The longest name comes first, so that one inside another does not win.
 */
function topicMentions(topics: readonly TopicName[]): FindAndReplaceTuple[] {
  return topics
    .toSorted((a, b) => b.name.length - a.name.length)
    .map(({ name, href }) => {
      let mentioned = false;
      const replace = (text: string): Link | false => {
        if (mentioned) return false;
        mentioned = true;
        return link({ type: "text", value: text }, { href });
      };
      return [wholeWord(singularOrPlural(name), "i"), replace];
    });
}

function singularOrPlural(name: string): string {
  const words = name
    .trim()
    .split(/\s+/)
    .map((word) => word.replace(/[$()*+./?[\\\]^{|}]/g, "\\$&"));
  const last = words.pop() ?? "";
  if (last.endsWith("ies")) words.push(`${last.slice(0, -3)}(?:y|ies)`);
  else if (last.endsWith("s")) words.push(`${last}?`);
  else words.push(last);
  return words.join("\\s+");
}
