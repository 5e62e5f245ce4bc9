import type { Link, PhrasingContent } from "mdast";
import type { FindAndReplaceTuple } from "mdast-util-find-and-replace";
import { wholeWord } from "../domain/text.ts";
import type { Target, TopicName } from "./lookups.ts";

/**
 * One finder a topic, for its first mention in a text only: "User namespaces" is found as
 * "user namespace" too. The longest name comes first, so that one inside another does not win.
 */
export function topicMentions(
  topics: readonly TopicName[],
  link: (content: PhrasingContent, target: Target) => Link,
): FindAndReplaceTuple[] {
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
