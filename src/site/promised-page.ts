import { median, spanInWords } from "../domain/day.ts";
import { headline } from "../model/headline.ts";
import type { Knowledge } from "../model/knowledge.ts";
import { type Outcome, type Promised, promisedIn } from "../model/promises.ts";
import type { ChangeState, RelationType } from "../records/schema/change.ts";
import { knowledge } from "./content.ts";
import { documentHref, href } from "./links.ts";
import { changeLink, sinceView, stateView } from "./views.ts";

const words: Record<RelationType, string> = {
  "landed-as": "landed as",
  "superseded-by": "superseded by",
  "part-of": "in part",
  requires: "",
  follows: "",
};

/** The items of the talk with their outcomes. */
export function promisedPage() {
  const known = knowledge();
  const talk = known.corpus.documents.find(({ kind }) => kind === "talk");
  if (!talk) throw new Error("no talk in content/documents");
  const sections = promisedIn(talk, known);
  const items = sections.flatMap((section) => section.items);
  const inState = (...states: ChangeState[]) =>
    items.filter(({ entry }) => states.includes(entry.record.status.state)).length;
  // A change that several items became counts once.
  const outcomes = new Map(
    items
      .flatMap((item) => item.outcomes)
      .flatMap((outcome) => (outcome.days === undefined ? [] : [[outcome.entry.record.slug, outcome]])),
  );
  const spans = [...outcomes.values()].flatMap(({ days, fromFirstPosting }) =>
    days !== undefined && fromFirstPosting ? [days] : [],
  );
  const middle = median(spans);
  return {
    talk: { href: documentHref(talk.slug), title: talk.title },
    topics: href("/topics/"),
    count: items.length,
    merged: inState("merged"),
    partly: inState("partly"),
    superseded: inState("superseded"),
    open: inState("idea", "proposed", "in-review", "rejected"),
    dated: spans.length,
    notFirst: outcomes.size - spans.length,
    middle: middle === undefined ? undefined : spanInWords(middle),
    sections: sections.map(({ heading, items: own }) => ({
      id: heading.toLowerCase().replace(/[^a-z0-9]+/g, "-"),
      heading,
      items: own.map((item) => itemView(item, known)),
    })),
  };
}

function itemView({ label, entry, begun, outcomes }: Promised, known: Knowledge) {
  const { status, showsStatus } = headline(entry, known);
  return {
    label,
    href: changeLink(entry).href,
    begun,
    state: stateView(status.state),
    asOf: showsStatus ? status.day : undefined,
    outcomes: outcomes.map((outcome) => outcomeView(outcome, entry.record.relations, known)),
  };
}

function outcomeView(
  { type, entry, days, fromItsOwn }: Outcome,
  relations: { to: string; reason?: string | undefined }[],
  known: Knowledge,
) {
  const { first } = headline(entry, known);
  return {
    became: type && {
      words: words[type],
      link: changeLink(entry),
      isJudged: relations.some(({ to, reason }) => to === entry.record.slug && reason),
    },
    since: first && sinceView(first, known),
    state: stateView(entry.record.status.state),
    span: days === undefined ? undefined : spanInWords(days),
    fromItsOwn,
  };
}
