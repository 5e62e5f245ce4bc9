import type { PhrasingContent } from "mdast";
import { shortHash } from "../../domain/hash.ts";
import { oneLine } from "../../domain/text.ts";
import type { Change, Commit } from "./index.ts";
import type { Known } from "./known.ts";
import { quotableSubject } from "./quotable-subject.ts";
import { addressOf } from "./site-address.ts";

/** What the section says of one change or commit, by the address of its page; null for any other address. */
export function citedEntry(
  url: string,
  known: Known,
  site: URL,
): { page: string; line: PhrasingContent[] } | null {
  if (!url.startsWith(site.href)) return null;
  const [, kind = "", name = ""] = /^(changes|commits|c)\/([^/?#]+)/.exec(url.slice(site.href.length)) ?? [];
  if (kind === "changes") {
    const change = known.change(name);
    return change ? { page: change.page, line: changeLine(change, site) } : null;
  }
  const commit = kind === "" ? undefined : known.commit(name);
  return commit ? { page: commit.page, line: commitLine(commit, known, site) } : null;
}

function changeLine(change: Change, site: URL): PhrasingContent[] {
  return [linkTo(change, site), text(`: ${oneLine(change.headline)}`)];
}

function commitLine(commit: Commit, known: Known, site: URL): PhrasingContent[] {
  const { sha, since, page, changes } = commit;
  const subject = quotableSubject(commit);
  const parts = changes.flatMap(({ slug }) => known.change(slug) ?? []);
  return [
    text("commit "),
    {
      type: "link",
      url: addressOf(site, page),
      title: null,
      children: [{ type: "inlineCode", value: shortHash(sha) }],
    },
    text(` (${subject === null ? "subject not known" : `"${oneLine(subject)}"`}): ${since.inWords}`),
    ...parts.flatMap((part, at) => [text(at === 0 ? "; part of " : ", "), linkTo(part, site)]),
  ];
}

function linkTo({ page, record }: Change, site: URL): PhrasingContent {
  return { type: "link", url: addressOf(site, page), title: null, children: [text(oneLine(record.title))] };
}

function text(value: string): { type: "text"; value: string } {
  return { type: "text", value };
}
