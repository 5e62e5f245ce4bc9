import type { Element, Nodes } from "hast";
import { toString as textOf } from "mdast-util-to-string";

/**
 * What one output says of a change or a commit, in a form in which outputs can be compared. A field that an output
 * does not show is left out; an empty text says that there is none.
 */
export interface Said {
  /** "superseded"; "merged" where the output shows no status. */
  status?: string;
  /** Whether what had this release came or went with it, where the output has a word for that before the release. */
  verb?: "came" | "went";
  /** "v5.14 or v5.15" */
  releases?: string;
  /** "quoted", "disputed" */
  evidence?: string;
  /** How many sources name the release, where the output counts them. */
  sources?: string;
  /** The releases of `complete`, where they are not the first ones, and how they are known. */
  complete?: string;
  /** What it became, sorted: "Title: v5.6 quoted". */
  landed?: string;
}

const TAG = String.raw`(?:v\d[\d.]*\d|libcap-[\d.]*\d)`;
const STATE = "(?:an idea|proposed|in review|merged|partly merged|superseded|rejected)";

/** How words for evidence read back: "claim, 2 sources", "sources disagree: v5.14 or v5.15; v5.8 contradicted". */
export function readEvidence(words: string): Pick<Said, "evidence" | "sources"> {
  const [, rewritten, claim, count] =
    /^(rewritten history)?(?: and )?((?:derived )?claim)?, (\d+) sources?\b/.exec(words) ?? [];
  if (count !== undefined && (rewritten ?? claim) !== undefined)
    return { evidence: claim === "claim" ? "quoted" : "derived", sources: count };
  const [found] = /^(?:fact|sources disagree|release unknown)/.exec(words) ?? [];
  const evidence = { fact: "fact", "sources disagree": "disputed", "release unknown": "unknown" }[
    found ?? ""
  ];
  if (evidence === undefined) throw new Error(`not known as words for evidence: ${JSON.stringify(words)}`);
  return { evidence, sources: "" };
}

/** One release answer in plain text: "v5.6 (2020-03-29), derived claim, 1 source (contradicted: v5.8 by systemd)". */
function readAnswer(text: string): Said {
  const [, releases = "", words = ""] =
    new RegExp(`^((?:(?: or )?${TAG} \\([^)]*\\))*(?:in no release up to \\S+)?)(?:, )?(.*)$`).exec(text) ??
    [];
  const tags = releases.startsWith("in no") ? [] : (releases.match(new RegExp(TAG, "g")) ?? []);
  return { releases: tags.join(" or "), ...readEvidence(words) };
}

/** "v5.6 quoted" */
const inShort = ({ releases, evidence }: Said) => [releases, evidence].filter(Boolean).join(" ");

const verbs = /^(since|first usable in|(?:partly )?removed in) /;

/** @param word what stands before a release: "since", "Removed", "first in" */
export function readVerb(word: string | undefined): Pick<Said, "verb"> {
  return word === undefined ? {} : { verb: /removed/i.test(word) ? "went" : "came" };
}

/** A headline in one line, as the API, the timeline and the command line have it. */
export function readHeadline(line: string): Said {
  const [own = "", ...landed] = line.split(/; (?=(?:landed as|superseded by|its part) )/);
  const [, status = "merged"] = new RegExp(`^(${STATE}) as of [\\d-]+`).exec(own) ?? [];
  const rest = own.replace(new RegExp(`^${STATE} as of [\\d-]+(?:; )?`), "");
  const [first = "", complete] = rest.split(/; complete(?: in|:) /);
  return {
    status,
    ...(first === ""
      ? { releases: "", evidence: "", sources: "" }
      : { ...readAnswer(first.replace(verbs, "")), ...readVerb(verbs.exec(first)?.[1]) }),
    complete: complete === undefined ? "" : inShort(readAnswer(complete)),
    landed: landed
      .map((each) => {
        const [, title = "", became = ""] =
          new RegExp(
            `^(?:landed as|superseded by|its part) (.*?), (${TAG} \\(.*|in no release.*|release unknown|${STATE})$`,
          ).exec(each) ?? [];
        return `${title}: ${new RegExp(`^${STATE}$`).test(became) ? became : inShort(readAnswer(became))}`;
      })
      .sort()
      .join("; "),
  };
}

/** A standing as citations, feeds and refs.json have it: "first in v4.13, 2017-09-03, per Linux man-pages and 1 more". */
export function readStanding(text: string): Said {
  const [, status = "merged"] = new RegExp(`^(${STATE}) as of [\\d-]+`).exec(text) ?? [];
  const [, word, releases = "", known = ""] =
    new RegExp(`\\b(first|removed) in ((?:(?:, or )?${TAG}, (?:[\\d-]{10}|date unknown))+)(.*)$`).exec(
      text,
    ) ?? [];
  const evidence = /^, per git history/.test(known)
    ? "fact"
    : /^, per \S/.test(known)
      ? "quoted"
      : /^, derived from \S/.test(known)
        ? "derived"
        : /^; sources disagree/.test(known)
          ? "disputed"
          : /release unknown/.test(text)
            ? "unknown"
            : /in no release up to/.test(text)
              ? "fact"
              : "";
  const tags = releases.match(new RegExp(TAG, "g")) ?? [];
  return { status, ...readVerb(word), releases: tags.join(" or "), evidence };
}

/** The description of a link preview, without the title it begins with. */
export function readPreview(text: string): Said {
  const [, state = "merged"] = new RegExp(`(?:Status: |^|unknown, )(${STATE}),? as of`).exec(text) ?? [];
  const [, releases = "", words = ""] =
    new RegExp(`: (${TAG}(?: or ${TAG})*), [^;]*; (.*)\\.$`).exec(text) ?? [];
  const [, word] = /^(Since|First usable|Removed|Partly removed): /.exec(text) ?? [];
  if (releases !== "") return { status: state, ...readVerb(word), releases, ...readEvidence(words) };
  const evidence = /release unknown/.test(text) ? "unknown" : /in no release/.test(text) ? "fact" : "";
  return { status: state, releases: "", evidence };
}

export const isElement = (node: Nodes): node is Element => node.type === "element";

export const hasClass = (node: Nodes, name: string) =>
  isElement(node) && Array.isArray(node.properties.className) && node.properties.className.includes(name);

/** Every element below a node that a test holds for, in the order of the page. */
export function elements(under: Nodes, test: (element: Element) => boolean): Element[] {
  const found: Element[] = [];
  const walk = (node: Nodes) => {
    for (const child of "children" in node ? node.children : []) {
      if (child.type !== "element") continue;
      if (test(child)) found.push(child);
      walk(child);
    }
  };
  walk(under);
  return found;
}

export const plain = (node: Nodes) => textOf(node).replace(/\s+/g, " ").trim();

/** The status that a part of a page shows by itself, not of something that it links to. */
export function readState(nodes: Nodes[]): string {
  const [state] = nodes.flatMap((node) =>
    hasClass(node, "state") ? [node] : elements(node, (e) => hasClass(e, "state")),
  );
  return state ? plain(state) : "merged";
}

/** Releases with the mark behind them, as the component Since lays them out; none of it where there is no mark. */
export function readSince(nodes: Nodes[]): Said {
  const flat = nodes.flatMap((node) => [node, ...elements(node, () => true)]);
  const at = flat.findIndex((node) => hasClass(node, "origin"));
  const mark = flat[at];
  if (!mark || !isElement(mark)) return { releases: "", evidence: "", sources: "" };
  const tags = flat
    .slice(0, at)
    .filter((node) => isElement(node) && node.tagName === "span" && new RegExp(`^${TAG}$`).test(plain(node)));
  const said = readEvidence(plain(mark));
  if (!hasClass(mark, said.evidence ?? ""))
    throw new Error(`a mark whose class is not its words: ${plain(mark)}`);
  return { releases: tags.map(plain).join(" or "), ...said };
}
