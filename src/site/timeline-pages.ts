import { compareReleases, seriesOf } from "../domain/release.ts";
import { filedUnder, headline, headlineInWords } from "../model/headline.ts";
import { interfaceEntries } from "../model/interface-entries.ts";
import { interfaceEvidence, interfaceInWords } from "../model/interface-since.ts";
import type { ChangeEntry, Knowledge } from "../model/knowledge.ts";
import { firstPosted } from "../model/promises.ts";
import { changeList, filterKeys, groupViews } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { type Drawing, type DrawnMark, datedReleases, drawing, shortTitle } from "./drawing.ts";
import { changeHref, href, interfaceHref } from "./links.ts";

/** The lane of changes that concern every namespace. */
const EVERY = "all";

/** All changes in one picture with a lane for each topic, and as a list with the form that narrows both. */
export function timelinePage() {
  const known = knowledge();
  const order = [...known.corpus.topics.map(({ id }) => id), EVERY];
  const marks = known.changes.map((entry) => markOf(entry, known));
  const picture = drawing(marks, { lanes: order, releases: datedReleases(known), size: "named" });
  return { ...changeList(), picture, changes: href("/changes/") };
}

/** The changes of a topic in one lane, for the column of its page. */
export function topicPicture(changes: ChangeEntry[], topic: string, known: Knowledge): Drawing {
  const marks = changes.map((entry) => ({ ...markOf(entry, known), lane: topic }));
  return drawing(marks, { lanes: [topic], releases: datedReleases(known), size: "column" });
}

/** A picture for each era of the kernel's numbers, newest first, with the changes it brought. */
export function timelineOfEras() {
  const known = knowledge();
  const releases = Map.groupBy(datedReleases(known), ({ version }) => eraOf(version));
  const changes = Map.groupBy(known.changes, (entry) => {
    const version = filedUnder(headline(entry, known).first)?.version;
    return version === undefined ? "" : eraOf(version);
  });
  const eras = [...releases].map(([era, its]) => {
    const entries = changes.get(era) ?? [];
    const marks = entries.map((entry) => ({ ...markOf(entry, known), lane: era }));
    return {
      name: era,
      id: era.replaceAll(".", "-"),
      from: its[0]?.date.slice(0, 4),
      to: its.at(-1)?.date.slice(0, 4),
      count: entries.length,
      picture: drawing(marks, { lanes: [era], releases: its, size: "broad" }),
      groups: groupViews(entries, known),
    };
  });
  return eras.sort((a, b) => compareReleases(`${b.name}.0`, `${a.name}.0`));
}

/** Every interface with a release in one picture, with a lane for each kind. */
export function timelineOfInterfaces() {
  const known = knowledge();
  const marks = interfaceEntries(known).map(({ name, kinds: [kind = ""], since }): DrawnMark => {
    const release = filedUnder(since);
    const day = release?.day ?? undefined;
    return {
      id: name,
      lane: kind,
      label: shortTitle(name),
      proposed: undefined,
      merged: day,
      href: interfaceHref(name),
      evidence: interfaceEvidence(since).of,
      keys: undefined,
      title: `${name} · ${interfaceInWords(since)}`,
    };
  });
  const lanes = [...new Set(marks.map(({ lane }) => lane))].sort();
  const drawn = marks.filter(({ merged }) => merged !== undefined).length;
  return {
    picture: drawing(marks, { lanes, releases: datedReleases(known), size: "named" }),
    drawn,
    undated: marks.length - drawn,
    list: href("/interfaces/"),
  };
}

/** "v2.6", "v3", "v4": what kernel people call an era. */
function eraOf(version: string): string {
  return version.startsWith("v2.6.") ? "v2.6" : (seriesOf(version).split(".")[0] ?? version);
}

function markOf(entry: ChangeEntry, known: Knowledge): DrawnMark {
  const { record } = entry;
  const answer = headline(entry, known);
  const landed = answer.landedAs.find(({ type }) => type === "landed-as");
  const release = filedUnder(answer.first) ? answer.first : landed?.first;
  const merged = filedUnder(release)?.day ?? undefined;
  const proposed = firstPosted(entry, known);
  const story = [...(proposed ? [`proposed ${proposed}`] : []), headlineInWords(answer)];
  return {
    id: record.slug,
    lane: record.tags.includes(EVERY) ? EVERY : (record.topics[0] ?? EVERY),
    label: shortTitle(record.title),
    proposed,
    merged,
    href: changeHref(record.slug),
    evidence: merged === undefined ? undefined : release?.evidence,
    keys: filterKeys(entry),
    title: [record.title, ...story].join(" · "),
  };
}
