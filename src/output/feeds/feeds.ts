import { interfacePath } from "../../domain/interface-path.ts";
import { oneLine } from "../../domain/text.ts";
import { type Dispute, disputes } from "../../model/disputes.ts";
import { headline, statusInWords } from "../../model/headline.ts";
import { describeInterface } from "../../model/interface-description.ts";
import { type InterfaceEntry, interfaceEntries } from "../../model/interface-entries.ts";
import type { ChangeEntry, Knowledge } from "../../model/knowledge.ts";
import type { Verdict } from "../../model/verdict.ts";
import type { ChangeRecord } from "../../records/corpus.ts";
import type { Claim } from "../../records/schema/claim.ts";
import { slug } from "../../records/schema/primitives.ts";
import { newestDay } from "../api/generated.ts";
import { citeChange, citeCommit, citeInterface } from "../cite/cited.ts";
import { kernelPhrase } from "../cite/kernel.ts";
import { type Feed, type FeedEntry, tagUri } from "./feed.ts";

/**
 * Every feed of the site: of everything, of the corrections, of all interfaces, one a topic, and one an interface.
 * @example feedsOf(known).map(({ path }) => path) // ["/", "/claims/", "/interfaces/", "/topics/user/", ...]
 */
export function feedsOf(known: Knowledge): Feed[] {
  const disputed = disputes(known.verdicts);
  const corrections = disputed.map((dispute) => correctionEntry(dispute, known));
  const ofInterface = Map.groupBy(
    disputed.filter((dispute) => dispute.interface !== undefined),
    (dispute) => dispute.interface ?? "",
  );
  const interfaces = interfaceEntries(known).map((entry) => ({
    entry,
    own: interfaceEntry(entry, known),
    corrections: (ofInterface.get(entry.name) ?? []).map((dispute) => correctionEntry(dispute, known)),
  }));
  const all = [...known.changes.map((entry) => changeEntry(entry, known)), ...corrections];
  const feed = (about: Pick<Feed, "id" | "title" | "description" | "path">, entries: FeedEntry[]): Feed => {
    const sorted = entries.toSorted(newestFirst);
    return { ...about, earlier: [], day: sorted[0]?.day ?? newestDay(known.corpus), entries: sorted };
  };
  return [
    feed(
      {
        id: tagUri("feed/everything"),
        title: "sincelinux: everything",
        description: "Every change and every correction.",
        path: "/",
      },
      all,
    ),
    feed(
      {
        id: tagUri("feed/corrections"),
        title: "sincelinux: corrections",
        description:
          "Claims that facts or better sources contradict, and equally good sources that contradict each other.",
        path: "/claims/",
      },
      corrections,
    ),
    feed(
      {
        id: tagUri("feed/interfaces"),
        title: "sincelinux: interfaces",
        description: "Every interface with its first release, and corrections of such releases.",
        path: "/interfaces/",
      },
      interfaces.flatMap(({ own, corrections: its }) => [own, ...its]),
    ),
    ...known.corpus.topics.map(({ id, name, aliases }) => ({
      ...feed(
        {
          id: tagUri(`feed/topic/${id}`),
          title: `sincelinux: ${name}`,
          description: `Changes and corrections that concern ${name}.`,
          path: `/topics/${id}/`,
        },
        all.filter(({ topics }) => topics.includes(id)),
      ),
      earlier: aliases.filter((alias) => slug.safeParse(alias).success).map((alias) => `/topics/${alias}/`),
    })),
    ...interfaces.map(({ entry: { name, changes }, own, corrections: its }) =>
      feed(
        {
          id: tagUri(`feed/${interfacePath(name).slice(1, -1)}`),
          title: `sincelinux: ${name}`,
          description: `The first release of ${name}, the changes that name it, and corrections of its release.`,
          path: interfacePath(name),
        },
        [own, ...changes.map((change) => changeEntry(change, known)), ...its],
      ),
    ),
  ];
}

function newestFirst(a: FeedEntry, b: FeedEntry): number {
  if (a.day !== b.day) return a.day < b.day ? 1 : -1;
  return a.id < b.id ? -1 : 1;
}

/** A change. Its day is the one on which its status was last checked; the day of its release is in the text. */
function changeEntry(entry: ChangeEntry, known: Knowledge): FeedEntry {
  const { slug, aliases, title, summary, status, topics } = entry.record;
  const { standing, commits } = citeChange(entry, known, undefined);
  const state = statusInWords(headline(entry, known).status);
  return {
    // By its first slug: a renamed change is no new one.
    id: tagUri(`change/${aliases[0] ?? slug}`),
    title: oneLine(title),
    path: `/changes/${slug}/`,
    day: status.asOf,
    topics,
    text: [
      oneLine(summary),
      oneLine(`Status: ${standing.startsWith(state) ? "" : `${state}; `}${standing}.`),
      ...commits.map(kernelPhrase),
    ],
  };
}

/** An interface. Its day is the newest on which a change that names it was last checked; that of its release is in the text. */
function interfaceEntry(entry: InterfaceEntry, known: Knowledge): FeedEntry {
  const { name, changes } = entry;
  const { standing, commits } = citeInterface(entry, known, undefined);
  const days = changes.map(({ record }) => record.status.asOf).sort();
  const { sort } = describeInterface(entry, known);
  return {
    id: tagUri(interfacePath(name).slice(1, -1)),
    title: oneLine(name),
    path: interfacePath(name),
    day: days.at(-1) ?? newestDay(known.corpus),
    topics: [...new Set(changes.flatMap(({ record }) => record.topics))],
    text: [oneLine(`First release: ${standing}.`), `Kind: ${sort.one}.`, ...commits.map(kernelPhrase)],
  };
}

/**
 * A claim that a fact or a better source contradicts, or claims that contradict each other. Its day is the one on which
 * a change that it concerns was last checked, else that of the newest source.
 */
function correctionEntry(dispute: Dispute, known: Knowledge): FeedEntry {
  const changes = changesOf(dispute, known);
  const { title, field, explanation, sides } = dispute;
  // Not the first side's, which depends on how the sources are named.
  const [about = ""] = sides
    .filter(({ state }) => state === "disagrees")
    .map(({ claim }) => claim.commit ?? claim.change ?? claim.interface ?? "")
    .sort();
  return {
    id: tagUri(`correction/${dispute.interface ? interfacePath(about).slice(1, -1) : about}/${field}`),
    title: oneLine(`${title}: ${nameOf(dispute, known)}`),
    path: pageOf(dispute),
    day: checkedOn(dispute, changes, known),
    topics: [...new Set(changes.flatMap(({ topics }) => topics))],
    text: [oneLine(explanation), ...sides.map((side) => sideInWords(side, known))],
  };
}

function pageOf({ commit, change, interface: name }: Dispute): string {
  if (name !== undefined) return `${interfacePath(name)}#claims`;
  return commit ? `/commits/${commit}/#claims` : `/changes/${change}/#claims`;
}

function sideInWords({ claim, document, state, provedBy }: Verdict, known: Knowledge): string {
  const at = claim.at === undefined ? "" : ` (${claim.at})`;
  const mark = {
    disagrees: "disputed",
    agrees: `agrees with ${provedBy ?? "the clone"}`,
    unverified: "unverified, not disputed",
  }[state];
  return oneLine(`${nameOf(claim, known)}: ${inWords(claim.value)}, says ${document.title}${at}; ${mark}.`);
}

function nameOf(
  { commit, change, interface: name }: Pick<Claim, "commit" | "change" | "interface">,
  known: Knowledge,
): string {
  if (commit === undefined) return name ?? change ?? "";
  const entry = known.commit(commit);
  const repository = known.corpus.repositories.find(({ id }) => id === entry?.repository);
  const subject = entry && repository ? citeCommit(entry, repository, undefined).subject : null;
  return kernelPhrase({ sha: commit, subject });
}

function inWords(value: Claim["value"] | null): string {
  if (value === null) return "none";
  if (typeof value === "string") return value;
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.join(", ");
  if ("cve" in value) return value.cve;
  return "url" in value ? value.url : `${value.kind} ${kernelPhrase(value)}`;
}

function changesOf({ sides }: Dispute, { corpus }: Knowledge): ChangeRecord[] {
  const named = new Set(sides.flatMap(({ claim }) => claim.interface ?? claim.commit ?? claim.change ?? []));
  return corpus.changes.filter(
    ({ slug, commits, interfaces }) =>
      named.has(slug) ||
      commits.some(({ sha }) => named.has(sha)) ||
      interfaces.some(({ name, role }) => role !== "uses" && named.has(name)),
  );
}

function checkedOn({ sides }: Dispute, changes: ChangeRecord[], { corpus }: Knowledge): string {
  const days = changes.map(({ status }) => status.asOf);
  const published = sides.flatMap(({ document }) => document.date ?? []);
  return days.sort().at(-1) ?? published.sort().at(-1) ?? newestDay(corpus);
}
