import { draftChange } from "../records/authoring/draft.ts";
import type { ChangeState } from "../records/schema/change.ts";
import type { DeckItem } from "./deck.ts";

const LONGEST_TITLE = 100;

/** An item's tags, sorted by what the content knows; `guessed` are topics its title names, when it has no tag. */
export interface ItemTags {
  known: string[];
  unknown: string[];
  guessed: string[];
}

/** A release that an item came with; `heading`: it is named there, not in the item. */
export interface ItemRelease {
  value: string;
  heading?: string;
}

/** Sorts an item's tags. @param tags ids and aliases of topics, and `all` */
export function tagsOfItem({ tags, title }: DeckItem, known: ReadonlySet<string>): ItemTags {
  const words = title.toLowerCase().match(/[\w-]+/g) ?? [];
  const named = words.find((word) => word !== "all" && known.has(word));
  return {
    known: tags.filter((tag) => known.has(tag)),
    unknown: tags.filter((tag) => !known.has(tag)),
    guessed: tags.length === 0 && named !== undefined ? [named] : [],
  };
}

/**
 * The text of a draft change for an item. What the schema has no place for stands above the fields as comments.
 * @param source.today "2018-10-25"
 */
export function draftOfItem(
  item: DeckItem,
  tags: ItemTags,
  source: { title: string; document: string; today: string; release: ItemRelease | null },
): string {
  const place = { document: source.document, at: `line ${item.line}` };
  const draftTags = [...tags.known, ...tags.guessed];
  const draft = draftChange(
    {
      title: titleOfDraft(item),
      ...(draftTags.length === 0 ? {} : { tags: draftTags }),
      status: { state: stateOf(item, source.release), asOf: source.today, evidence: [place] },
      commits: item.hashes
        .filter(({ sha }) => sha.length === 40)
        .map(({ sha, note }) => ({ sha, ...(note ? { note } : {}) })),
      patchsets: item.links.map(({ url, note }) => ({ title: item.title, url, ...(note ? { note } : {}) })),
      sources: [place],
    },
    source.today,
  );
  // After the line that names the schema to editors, which they look for at the top.
  const fields = draft.indexOf("\n", draft.indexOf("# yaml-language-server")) + 1;
  return `${draft.slice(0, fields)}${comments(item, tags, source.title)}${draft.slice(fields)}`;
}

/** A hash in a talk is a commit somewhere, most likely merged, and so is what came with a release; a link alone is a proposal. */
function stateOf({ hashes, links }: DeckItem, release: ItemRelease | null): ChangeState {
  if (hashes.length > 0 || release !== null) return "merged";
  return links.length > 0 ? "proposed" : "idea";
}

/** 4 to 100 characters, as the schema wants; an address in it is cut to its host. */
export function titleOfDraft({ title, line }: DeckItem): string {
  const short = title.length <= LONGEST_TITLE ? title : title.replace(/https?:\/\/([^/\s]+)\S*/gi, "$1");
  if (Array.from(short).length < 4) return `${short} (line ${line})`;
  if (short.length <= LONGEST_TITLE) return short;
  const cut = short.slice(0, LONGEST_TITLE - 1);
  const words = cut.replace(/\s+\S*$/u, "");
  return `${(words || cut).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

function comments(
  { title, line, interfaces, notes, hashes, releases }: DeckItem,
  tags: ItemTags,
  source: string,
): string {
  const short = hashes.filter(({ sha }) => sha.length < 40).map(({ sha }) => sha);
  const lines = [
    `Imported from "${source}", line ${line}, which says: ${title}`,
    ...notes.map(({ text, line: at }) => `Line ${at}: ${text}`),
    short.length > 0 ? `Commits it names; list each below with its whole hash: ${short.join(", ")}` : "",
    releases.length > 0 ? `Releases it names: ${releases.join(", ")}` : "",
    interfaces.length > 0
      ? `Interfaces it names; give each its kind and role below: ${interfaces.join(", ")}`
      : "",
    tags.unknown.length > 0 ? `Tags it has that no topic knows: ${tags.unknown.join(", ")}` : "",
    tags.guessed.length > 0 ? `It has no tag; the one below is a topic that its title names.` : "",
  ];
  return lines
    .filter((each) => each !== "")
    .map((each) => `# ${each}\n`)
    .join("");
}
