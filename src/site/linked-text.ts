import type { DisputeBanner } from "../model/dispute-banner.ts";
import type { Knowledge } from "../model/knowledge.ts";
import { interfacePageOf } from "./known-interfaces.ts";
import { commitHref } from "./links.ts";

/** Text, in which the names of interfaces and short hashes of commits are code that leads to their pages. */
export type TextPart = string | { name: string; href: string };

/** @example linkedText("NS_GET_PARENT came with a7306ed8d94a", known) */
export function linkedText(text: string, known: Knowledge): TextPart[] {
  return text.split(/(\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b|\b[0-9a-f]{12}\b)/).map((part, at): TextPart => {
    const href = at % 2 === 1 ? pageOf(part, known) : undefined;
    return href === undefined ? part : { name: part, href };
  });
}

function pageOf(name: string, known: Knowledge): string | undefined {
  const [commit, ...others] = /^[0-9a-f]{12}$/.test(name)
    ? known.commits.filter(({ sha }) => sha.startsWith(name))
    : [];
  if (commit) return others.length === 0 ? commitHref(commit.sha) : undefined;
  return interfacePageOf(name, known);
}

/** What is disputed, in sentences. */
export interface BannerView {
  sentence: TextPart[];
  explanations: TextPart[][];
}

/** @returns undefined where nothing is disputed */
export function bannerView(banner: DisputeBanner | undefined, known: Knowledge): BannerView | undefined {
  return (
    banner && {
      sentence: linkedText(banner.sentence, known),
      explanations: banner.explanations.map((each) => linkedText(each, known)),
    }
  );
}
