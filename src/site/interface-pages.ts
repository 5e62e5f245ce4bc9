import { shortHash } from "../domain/hash.ts";
import { interfacePath } from "../domain/interface-path.ts";
import { headline } from "../model/headline.ts";
import { type InterfaceEntry, interfaceEntries } from "../model/interface-entries.ts";
import { interfaceBracket, interfaceEvidence } from "../model/interface-since.ts";
import type { Knowledge } from "../model/knowledge.ts";
import { type InterfaceRole, interfaceRoles } from "../records/schema/change.ts";
import { entryView } from "./change-lists.ts";
import { claimRowViews } from "./claims-view.ts";
import { knowledge } from "./content.ts";
import { commitSourceHref, href, interfaceHref } from "./links.ts";
import { citationView, type HashView, hashView, manPageLinks, type SinceView, sinceView } from "./views.ts";

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

function interfaceSinceView({ since }: InterfaceEntry, known: Knowledge): InterfaceSinceView {
  const { of, words } = interfaceEvidence(since);
  const bracket = interfaceBracket(since);
  const isKnown = since.releases.length > 0;
  return {
    ...sinceView(since, known),
    mark: { of, text: words },
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
      ? [{ href: interfaceHref(name), name, kind, role, since: interfaceSinceView(entry, known) }]
      : [];
  });
}

const roleWords: Record<InterfaceRole, string> = {
  introduces: "Introduced by",
  extends: "Extended by",
  uses: "Used by",
};

export type InterfacePage = ReturnType<typeof interfacePage>;

export function interfacePage(name: string) {
  const known = knowledge();
  const entry = entries().find((each) => each.name === name);
  if (!entry) throw new Error(`no record lists the interface ${name}`);
  const { answer, kinds, changes, uses, claims, introductions } = entry;
  const ofRole = (role: InterfaceRole) => uses.filter(({ listed }) => listed.role === role);
  const manPages = [...new Set(changes.flatMap(({ record }) => record.manPages))];
  return {
    crumb: { href: href("/interfaces/"), title: "Interfaces" },
    name,
    kinds,
    since: interfaceSinceView(entry, known),
    header: answer.header,
    changes: interfaceRoles
      .map((role) => ({
        role: roleWords[role],
        entries: ofRole(role).map(({ change }) => entryView(change, known, headline(change, known).first)),
      }))
      .filter((group) => group.entries.length > 0),
    disputes: uses.flatMap(({ listed }) => listed.dispute ?? []),
    claims: claimRowViews(claims, known),
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
    manPages: manPageLinks(manPages),
  };
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
  const { history, absent, present, gone } = seen;
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
    gone: gone && { last: snapshot(gone.last, null), first: snapshot(gone.first, null) },
  };
}

/** All interfaces that records list, by what they are. */
export function interfaceList() {
  const known = knowledge();
  const kinds = new Map<string, InterfaceLinkView[]>();
  for (const entry of entries()) {
    const [kind = ""] = entry.kinds;
    const links = interfaceLinks([{ kind, name: entry.name }], known);
    kinds.set(kind, [...(kinds.get(kind) ?? []), ...links]);
  }
  return {
    count: entries().length,
    headers: href("/interfaces/headers/"),
    kernels: href("/kernels/"),
    histories: [...known.corpus.interfaces.keys()].map((id) => historyLink(id, known)),
    kinds: [...kinds]
      .sort(([, a], [, b]) => b.length - a.length)
      .map(([kind, interfaces]) => ({ kind, id: `kind-${kind}`, interfaces })),
  };
}
