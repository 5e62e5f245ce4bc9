// Over 250 lines: the page of an interface, its list, and the links to it share one set of entries.
import { shortHash } from "../domain/hash.ts";
import { interfacePath } from "../domain/interface-path.ts";
import { headerPath } from "../domain/names-table.ts";
import { detectionPath, methodOfKind } from "../model/detection.ts";
import { headline } from "../model/headline.ts";
import { describeInterface, type InterfaceDescription } from "../model/interface-description.ts";
import { type InterfaceEntry, interfaceEntries } from "../model/interface-entries.ts";
import { interfaceBracket, interfaceEvidence } from "../model/interface-since.ts";
import type { ChangeEntry, Knowledge } from "../model/knowledge.ts";
import { whyOfInterface } from "../model/why.ts";
import { interfaceFilePath } from "../output/api/addresses.ts";
import type { InterfaceRole } from "../records/schema/change.ts";
import { entryView } from "./change-lists.ts";
import { claimRowViews } from "./claims-view.ts";
import { knowledge } from "./content.ts";
import { linkedText } from "./linked-text.ts";
import { commitSourceHref, href, interfaceHref, whyHref } from "./links.ts";
import { headOfInterface } from "./page-head.ts";
import {
  changeLink,
  citationView,
  type HashView,
  hashView,
  type LinkView,
  manPageLinks,
  type SinceView,
  sinceView,
} from "./views.ts";
import { whyView } from "./why-view.ts";

/** The first release of an interface, as far as it is known. */
export interface InterfaceSinceView extends SinceView {
  /** What is known where no release is. */
  words: string;
  /** What headers leave open, where something else gives the release: "headers: after v5.6, in v5.8 at the latest". */
  bracket: string;
}

/** An interface in a list. */
export interface InterfaceLinkView {
  href: string;
  name: string;
  kind: string;
  /** What the change is to it, in the list of a change. */
  role: InterfaceRole | undefined;
  since: InterfaceSinceView;
}

let all: InterfaceEntry[] | undefined;
const entries = () => (all ??= interfaceEntries(knowledge()));

export function interfacePaths() {
  return entries().map(({ name }) => ({
    params: { path: interfacePath(name).slice("/interfaces/".length, -1) },
    props: { name },
  }));
}

function interfaceSinceView({ since }: InterfaceEntry, known: Knowledge, why: string): InterfaceSinceView {
  const { of, words } = interfaceEvidence(since);
  const bracket = interfaceBracket(since);
  const isKnown = since.releases.length > 0;
  return {
    ...sinceView(since, known),
    mark: { of, text: words, href: why },
    words: isKnown ? "" : (bracket ?? "release unknown"),
    bracket: isKnown && bracket !== undefined ? `headers: ${bracket}` : "",
  };
}

/** The interfaces of a record, each with its own release. */
export function interfaceLinks(
  interfaces: readonly { kind: string; name: string; role?: InterfaceRole | undefined }[],
  known: Knowledge,
): InterfaceLinkView[] {
  return interfaces.flatMap(({ kind, name, role }) => {
    const entry = entries().find((each) => each.name === name);
    return entry
      ? [
          {
            href: interfaceHref(name),
            name,
            kind,
            role,
            since: interfaceSinceView(entry, known, whyHref(interfaceHref(name))),
          },
        ]
      : [];
  });
}

const roleWords: Record<InterfaceRole, string> = {
  introduces: "Introduced by",
  extends: "Extended by",
  removes: "Removed by",
  uses: "Used by",
};

export type InterfacePage = ReturnType<typeof interfacePage>;

export function interfacePage(name: string) {
  const known = knowledge();
  const entry = entries().find((each) => each.name === name);
  if (!entry) throw new Error(`no record lists the interface ${name}`);
  const { answer, claims, introductions } = entry;
  const described = describeInterface(entry, known);
  const changeView = (change: ChangeEntry) => ({
    ...entryView(change, known, headline(change, known).first),
    since: sinceOfChange(change, known),
  });
  return {
    ...headOfInterface(entry, known),
    path: interfacePath(name),
    file: href(`/api/v1/${interfaceFilePath(name)}`),
    crumb: { href: href("/interfaces/"), title: "Interfaces" },
    name,
    kind: described.sort.one,
    since: interfaceSinceView(entry, known, "#why"),
    why: whyView(whyOfInterface(entry, known), known, { headers: answer.observations }),
    later: [
      ...described.usableWith.map((change) => ({ what: "Usable since", change })),
      ...described.removedBy.map((change) => ({ what: "Removed", change })),
    ].map(({ what, change }) => ({ what, link: changeLink(change), since: sinceOfChange(change, known) })),
    header: headerLink(described),
    value: described.value,
    changes: [
      {
        role: described.isProposed ? "Proposed by" : roleWords.introduces,
        entries: described.introducedBy.map(changeView),
      },
      { role: roleWords.extends, entries: described.extendedBy.map(changeView) },
      { role: roleWords.removes, entries: described.removedBy.map(changeView) },
      { role: roleWords.uses, entries: described.usedBy.map(changeView) },
    ].filter((group) => group.entries.length > 0),
    detection: {
      records: described.detection.records.map((change) => ({
        href: href(detectionPath(change)),
        title: change.record.title,
      })),
      method: { href: href(`/interfaces/#kind-${described.sort.id}`), title: described.sort.one },
    },
    needs: described.needs.map(({ option, evidence }) => ({
      option,
      citations: evidence.map((each) => citationView(each, known)),
    })),
    disputes: described.disputes.map((text) => linkedText(text, known)),
    claims: claimRowViews(claims, known),
    // Headers list their names in a macro alone.
    isUnread: described.sort.id === "bpf-helper",
    observations: answer.observations.map((seen) => observationView(seen, known)),
    never: (answer.never ?? []).map(({ history, newest }) => ({
      history: historyLink(history, known),
      newest,
    })),
    introductions: introductions.map(({ claim, document, state }) => ({
      commit: claim.commit === undefined ? undefined : hashView(claim.commit, known),
      citation: citationView({ document: document.slug, at: claim.at }, known),
      isContradicted: state === "disagrees",
    })),
    manPages: manPageLinks(described.manPages),
  };
}

function sinceOfChange(change: ChangeEntry, known: Knowledge): SinceView | undefined {
  const { first } = headline(change, known);
  return first && sinceView(first, known, whyHref(changeLink(change).href));
}

/** The place of a name in the table of its header; undefined for what no header has. */
function headerLink({ row, header }: InterfaceDescription): (LinkView & { isFile: boolean }) | undefined {
  if (row === null) return undefined;
  const to = { name: row, header: header ?? "" };
  return { href: href(headerPath(to)), title: header ?? "table of system calls", isFile: header !== null };
}

function historyLink(id: string, known: Knowledge) {
  const record = known.corpus.headerHistories.find((each) => each.id === id);
  const repository = record ?? known.corpus.repositories.find((each) => each.id === id);
  return { href: repository?.url ?? "", title: id, full: repository?.title ?? id };
}

interface SnapshotView {
  label: string;
  hash: HashView;
  /** What prints it, in a clone of that repository. */
  command: string | undefined;
}

/** What one header history shows, with the commands that show it again. */
function observationView(seen: InterfaceEntry["answer"]["observations"][number], known: Knowledge) {
  const { history, absent, present, privateIn, gone } = seen;
  const { corpus } = known;
  const repository =
    corpus.headerHistories.find(({ id }) => id === history) ??
    corpus.repositories.find(({ id }) => id === history);
  const snapshot = (at: { commit: string; label: string }, path: string | null): SnapshotView => ({
    label: at.label,
    hash: { sha: at.commit, href: commitSourceHref(repository?.commitUrl ?? "", at.commit) },
    command: path === null ? undefined : `git show ${shortHash(at.commit)}:${path}`,
  });
  return {
    history: historyLink(history, known),
    absent: absent && snapshot(absent, absent.path),
    present: present && { ...snapshot(present, present.path), line: present.line, value: present.value },
    privateIn,
    gone: gone && { last: snapshot(gone.last, null), first: snapshot(gone.first, null) },
  };
}

/** A kind with more names than this has a page of its own, so that none is over 20 kB compressed. */
const MAX_LISTED = 150;

export type InterfaceKindView = ReturnType<typeof kindViews>[number];

/** What records list, each once: by what it is, and below that by header. */
function kindViews() {
  const known = knowledge();
  const all = entries().map((entry) => ({ entry, described: describeInterface(entry, known) }));
  const kinds = [...Map.groupBy(all, ({ described }) => described.sort.id)];
  return kinds
    .sort(([, a], [, b]) => b.length - a.length)
    .map(([id, own]) => ({
      name: own[0]?.described.sort.several ?? "",
      id: `kind-${id}`,
      method: methodOfKind(id),
      count: own.length,
      page: own.length > MAX_LISTED ? href(`/interfaces/kinds/${id}/`) : undefined,
      headers: [...Map.groupBy(own, ({ described }) => headerLink(described)?.title ?? "")]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([title, its]) => ({
          link: its[0] && tableLink(its[0].described),
          title,
          interfaces: its.map(({ entry }) => listedView(entry)),
        })),
    }));
}

/** The pages of kinds with many names. */
export function kindPaths() {
  return kindViews()
    .filter(({ page }) => page !== undefined)
    .map(({ id }) => ({ params: { kind: id.replace("kind-", "") }, props: { id } }));
}

export function kindPage(id: string) {
  const kind = kindViews().find((each) => each.id === id);
  if (!kind) throw new Error(`no interface is of ${id}`);
  return { kind, crumb: { href: href("/interfaces/"), title: "Interfaces" } };
}

/** All kinds; those with many names lead to a page of their own. */
export function interfaceList() {
  const kinds = kindViews();
  const known = knowledge();
  return {
    count: entries().length,
    listed: kinds.filter(({ page }) => !page).reduce((sum, { count }) => sum + count, 0),
    headers: href("/interfaces/headers/"),
    kernels: href("/kernels/"),
    histories: [...known.corpus.interfaces.keys()].map((id) => historyLink(id, known)),
    kinds,
  };
}

/** An interface in the list: its release with the day, marked as its evidence is. */
function listedView({ name, since }: InterfaceEntry) {
  const releases = since.releases.map(({ version, day }) => `${version} (${day ?? "date unknown"})`);
  const words = releases.length > 0 ? releases.join(" or ") : interfaceBracket(since);
  return {
    href: interfaceHref(name),
    name,
    mark: { of: interfaceEvidence(since).of, text: words ?? "release unknown" },
  };
}

/** The table of a header, as a whole. */
function tableLink(described: InterfaceDescription): string | undefined {
  return headerLink(described)?.href.replace(/#.*$/, "");
}
