import { renderBody } from "../markdown/render.ts";
import { slug } from "../records/schema/primitives.ts";
import { topicKinds } from "../records/schema/topic.ts";
import { bodyLookups } from "./body-lookups.ts";
import { groupViews } from "./change-lists.ts";
import { knowledge } from "./content.ts";
import { matrixTopics } from "./kernel-matrix.ts";
import { interfacePageOf } from "./known-interfaces.ts";
import { linkedText } from "./linked-text.ts";
import { href, interfaceHref, topicHref } from "./links.ts";
import { cutAtHeadings, sectionsWith } from "./sections.ts";
import { topicPicture } from "./timeline-pages.ts";
import { citationView, manPageLinks, placeView } from "./views.ts";

const crumb = { href: href("/topics/"), title: "Topics" };

/** The addresses of topics: each by its tag, and a redirect for each other spelling that an address can have. */
export function topicPaths() {
  return knowledge().corpus.topics.flatMap(({ id, aliases }) => [
    { params: { id }, props: { id, moved: false } },
    ...aliases
      .filter((alias) => slug.safeParse(alias).success)
      .map((alias) => ({ params: { id: alias }, props: { id, moved: true } })),
  ]);
}

const headings = { interfaces: "Interfaces", changes: "Changes", sources: "Sources" };

export type TopicPage = ReturnType<typeof topicPage>;

export function topicPage(id: string) {
  const known = knowledge();
  const topic = known.corpus.topics.find((each) => each.id === id);
  if (!topic) throw new Error(`no topic has the id ${id}`);
  const { name, summary, kind, flag, procFile, aliases } = topic;
  const changes = known.changes.filter(({ record }) => record.topics.includes(id));
  const interfaces = changes
    .filter(({ record }) => record.topics[0] === id)
    .flatMap(({ record }) => record.interfaces.map((each) => each.name));
  const text = cutAtHeadings(renderBody(topic.body, bodyLookups(known, id)));
  const part = (name: string) => text.sections.filter((section) => section.id === name);
  const [onInterfaces] = part("body-interfaces");
  const others = text.sections.filter(({ id: own }) => own !== "body-history" && own !== "body-interfaces");
  const citations = topic.sources.map((each) => citationView(each, known));
  const places = known.topicPlaces(id).map(placeView);
  const names = [...new Set(interfaces)].sort();
  const hasInterfaces = names.length > 0 || onInterfaces !== undefined;
  return {
    ...{ id, href: topicHref(id), name, summary, kind: kind.replace("-", " "), aliases },
    flag: flag === undefined ? undefined : { name: flag, href: interfacePageOf(flag, known) },
    procFile: procFile === undefined ? undefined : { name: procFile, href: interfacePageOf(procFile, known) },
    crumb,
    manPages: manPageLinks(topic.manPages),
    lede: linkedText(summary, known),
    lead: text.lead,
    history: part("body-history"),
    /** What the text says of interfaces, and their list, are one section. */
    onInterfaces: onInterfaces && {
      id: onInterfaces.id,
      html: onInterfaces.html.replace(/^<h2.*?<\/h2>/s, ""),
    },
    interfaces: names.map((each) => ({ href: interfaceHref(each), name: each })),
    others,
    headings,
    contents: [
      ...part("body-history"),
      ...sectionsWith({ interfaces: headings.interfaces }, { interfaces: hasInterfaces }),
      ...others,
      ...sectionsWith(
        { changes: headings.changes, sources: headings.sources },
        { changes: true, sources: citations.length + places.length > 0 },
      ),
    ],
    picture: changes.length === 0 ? undefined : topicPicture(changes, id, known),
    groups: groupViews(changes, known),
    citations,
    places,
    kernels: matrixTopics().find((each) => each.id === id)?.href,
  };
}

/** The changes that concern every namespace. */
export function everyNamespace() {
  const known = knowledge();
  const changes = known.changes.filter(({ record }) => record.tags.includes("all"));
  return { crumb, groups: groupViews(changes, known) };
}

const kindNames: Record<(typeof topicKinds)[number], string> = {
  namespace: "Namespaces",
  "pseudo-namespace": "Called namespaces, but not namespace types",
  subsystem: "Subsystems",
};

/** All topics, by what they are, each with the number of its changes. */
export function topicList() {
  const { corpus, changes } = knowledge();
  const kinds = topicKinds.map((kind) => ({
    heading: kindNames[kind],
    topics: corpus.topics
      .filter((topic) => topic.kind === kind)
      .map(({ id, name, summary, flag }) => ({
        href: topicHref(id),
        name,
        summary,
        flag,
        count: changes.filter(({ record }) => record.topics.includes(id)).length,
      })),
  }));
  return { all: topicHref("all"), kinds };
}
