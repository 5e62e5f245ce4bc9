/** Turns an answer into what the search page draws: all texts are ready, so that its script only makes elements. */
import { isWholeHash, shortHash } from "../../domain/hash.ts";
import type { Kind } from "../index/entry.ts";
import { type LookupResult, onlyLead, type ShardRow } from "../lookup/lookup.ts";
import { highlight, type Piece } from "../query/words.ts";
import type { Answer } from "./answer.ts";
import {
  type Detail,
  detailsOf,
  kindNames,
  partsHeading,
  releaseDetails,
  shareShown,
  summarize,
} from "./describe-answer.ts";
import type { ExternalPlace } from "./external-lookup.ts";
import type { Group, Hit } from "./groups.ts";
import type { NoMatch } from "./no-match.ts";

export interface Drawn {
  /** The query as it was typed. */
  text: string;
  summary: string;
  notes: string[];
  groups: DrawnGroup[];
  /** Where to look up what is not known here. */
  external?: ExternalPlace | undefined;
  /** Present where nothing was found. */
  near?: NoMatch;
  look?: LookupResult;
  /** The path of the one page that a hash, an address or a kernel leads to. */
  lead?: string;
}

export interface DrawnGroup {
  heading: string;
  hits: DrawnHit[];
  /** How much of a list is shown, where that is not all. */
  share?: string;
  /** The line that unfolds the kind. */
  more?: { kind: Kind; text: string };
}

export interface DrawnHit {
  path: string;
  title: Piece[];
  /** For a hash or an address: the short hash, and what it is to the page. */
  label?: { hash: string; as: string };
  details: Detail[];
  also: Piece[];
  summary: Piece[];
  /** How many lines are kept for the summary, be it loaded or not. */
  lines: 0 | 1 | 2;
  /** What the reader's own kernel has of it. */
  own?: string;
}

/** @param own gives what the reader's own kernel has of a page */
export function drawAnswer(
  answer: Answer,
  own: (hit: Pick<Hit["entry"], "path" | "releases">) => string | undefined = () => undefined,
): Drawn {
  const { text, notes, look, match, absent } = answer;
  const terms = new Set(answer.terms);
  const rows = look?.rows ?? [];
  const lead = onlyLead(look);
  const withOwn = (page: Pick<Hit["entry"], "path" | "releases">) => {
    const mark = own(page);
    return mark === undefined ? {} : { own: mark };
  };
  const ofRow = ({ key, leads }: ShardRow): DrawnHit[] =>
    leads.map(({ as, path, title, ...summary }) => ({
      ...{
        path,
        title: highlight(title, new Set()),
        details: releaseDetails(summary),
        also: [],
        summary: [],
        lines: 0,
      },
      label: { hash: isWholeHash(key) ? shortHash(key) : "", as },
      ...withOwn({ path, ...summary }),
    }));
  const ofHit = ({ entry, also, kernels = [] }: Hit): DrawnHit => {
    const isSummed = entry.kind !== "release" && entry.kind !== "commit";
    return {
      path: entry.path,
      title: highlight(entry.title, terms),
      details: [...detailsOf(entry), ...kernels.map((each): Detail => ({ as: "word", text: each }))],
      also: highlight(also.join(" · "), terms),
      summary: isSummed ? highlight(entry.summary ?? "", terms) : [],
      lines: entry.kind === "change" || entry.kind === "topic" ? 2 : entry.kind === "document" ? 1 : 0,
      ...withOwn(entry),
    };
  };
  const ofGroup = ({ kind, found, hits, isFolded }: Group, heading?: string): DrawnGroup => {
    const [one, many] = kindNames[kind];
    const share = isFolded ? undefined : shareShown(hits.length, found);
    const rest = `${found - hits.length} more ${many.toLowerCase()}`;
    return {
      heading: heading ?? (found === 1 ? one : many),
      hits: hits.map(ofHit),
      ...(share === undefined ? {} : { share }),
      ...(isFolded ? { more: { kind, text: rest } } : {}),
    };
  };
  return {
    ...{ text, notes, summary: summarize(answer) },
    groups: [
      ...(rows.length > 0 ? [{ heading: "Reference", hits: rows.flatMap(ofRow) }] : []),
      ...answer.groups.map((group) => ofGroup(group)),
      ...(absent?.parts ?? []).map((group) => ofGroup(group, partsHeading(group.kind, match))),
    ],
    ...(answer.near ? { near: answer.near } : {}),
    ...(look ? { look } : {}),
    ...(lead === undefined ? {} : { lead }),
  };
}
