import { type Identifier, readIdentifier, rowsOf } from "../../domain/identifier.ts";
import type { NameRow } from "../../domain/names-table.ts";
import { didYouMean } from "../../domain/nearest.ts";
import { type Reference, referenceIn } from "../../domain/reference.ts";
import { compareReleases } from "../../domain/release.ts";
import type { InterfaceKind, InterfaceRole } from "../../records/schema/change.ts";
import { KERNEL } from "../../records/schema/repository.ts";
import { answerInterface } from "../interface-answer.ts";
import type { InterfaceEntry } from "../interface-entries.ts";
import type { ChangeEntry } from "../knowledge.ts";
import {
  type Arrival,
  arrivalInHeaders,
  arrivalOfChange,
  arrivalOfEntry,
  type KernelSources,
} from "./arrival.ts";

/** A change that gives an interface more or another meaning, or takes it away. */
export interface Extension {
  change: string;
  title: string;
  arrival: Arrival & { release: string };
}

/** What is asked about. */
export type Subject =
  | {
      kind: "change";
      /** Its slug. */
      name: string;
      /** What sentences call it: the slug, or the hash of the one commit of it that is asked about. */
      label: string;
      /** What answers call it: the label, or "change:openat2" where an interface has the same name. */
      called: string;
      entry: ChangeEntry;
      first: Arrival;
      complete: Arrival;
    }
  | {
      kind: "interface";
      name: string;
      label: string;
      called: string;
      /** "syscall", "flag"; what sort of interface it is. */
      kinds: InterfaceKind[];
      /** Of the content; undefined for one that only the table of names has. */
      entry: InterfaceEntry | undefined;
      first: Arrival;
      /** When programs could use it; the same where no later change made it usable. */
      complete: Arrival;
      /** The changes that extend it, the oldest first, those without a release left out. */
      extensions: Extension[];
      /** The changes that take it away, the oldest first. */
      removals: Extension[];
    }
  | { kind: "unknown"; name: string; because: string };

/**
 * What a name means: an interface of the content or of the kernel's headers, else a change by slug, earlier slug or
 * title, else a commit of a change by its hash. "change:openat2" is the change where an interface has the same name.
 * @example subjectOf("openat2", sources).kind // "interface"
 */
export function subjectOf(name: string, sources: KernelSources): Subject {
  const { known, interfaces } = sources;
  const text = name.trim();
  const [, slug] = /^change:(.+)$/.exec(text) ?? [];
  const identifier = slug === undefined ? readIdentifier(text) : null;
  const reference = slug === undefined ? referenceIn(text) : null;
  const entry =
    slug === undefined
      ? (interfaces.get(text) ?? interfaces.get(identifier?.name ?? "") ?? interfaces.get(fileIn(reference)))
      : undefined;
  if (entry) return interfaceSubject(entry, sources);
  const wanted = slug ?? text;
  const change = known.changes.find(
    ({ record }) =>
      record.slug === wanted ||
      record.aliases.includes(wanted) ||
      record.title.toLowerCase() === wanted.toLowerCase(),
  );
  if (change) return changeSubject(change, sources);
  const commit = reference?.type === "hash" && reference.certain ? reference.prefix : null;
  if (commit !== null) return commitSubject(commit, text, sources);
  const row = identifier ? rowOf(identifier, sources) : undefined;
  if (identifier && row) {
    const { name } = identifier;
    const first = arrivalOfRow(text, row, sources);
    const kinds: InterfaceKind[] = row.header === "" ? ["syscall"] : [];
    return {
      kind: "interface",
      name,
      label: name,
      called: name,
      kinds,
      entry: undefined,
      first,
      complete: first,
      extensions: [],
      removals: [],
    };
  }
  const recorded = [...interfaces.keys(), ...known.changes.map(({ record }) => record.slug)];
  const all = identifier ? [...recorded, ...known.corpus.names.all()] : recorded;
  const cve = /^CVE-\d{4}-\d+$/i.test(text);
  if (cve)
    return {
      kind: "unknown",
      name: text,
      because: `"sincelinux show ${text}" shows what is known about it.`,
    };
  const otherwise = "No interface in the kernel's headers and no recorded change has this name.";
  return { kind: "unknown", name: text, because: didYouMean(text, all, otherwise) };
}

/** @example changeSubject(known.change("openat2"), sources).first.release // "v5.6" */
export function changeSubject(entry: ChangeEntry, sources: KernelSources): Subject {
  const { record } = entry;
  if (record.repository !== KERNEL) {
    return {
      kind: "unknown",
      name: record.slug,
      because: `It is a change of ${record.repository}, not of the kernel.`,
    };
  }
  const { first, complete } = entry.since;
  const { slug } = record;
  return {
    kind: "change",
    name: slug,
    label: slug,
    called: sources.interfaces.has(slug) ? `change:${slug}` : slug,
    entry,
    first: arrivalOfChange(entry, first, sources),
    complete: arrivalOfChange(entry, complete, sources),
  };
}

/** @example interfaceSubject(sources.interfaces.get("openat2"), sources).first.release // "v5.6" */
export function interfaceSubject(entry: InterfaceEntry, sources: KernelSources): Subject {
  const own = arrivalOfEntry(entry, sources);
  const identifier = own.presentIn === null && own.absentIn === null ? readIdentifier(entry.name) : null;
  const row = identifier ? rowOf(identifier, sources) : undefined;
  // Header histories that were read before a record listed it are silent, and the table of all names is not.
  const first = row ? arrivalOfRow(entry.name, row, sources) : own;
  const arrivalOf = (change: ChangeEntry) => arrivalOfChange(change, change.since.first, sources);
  const usable = entry.uses.find(({ listed }) => listed.makesUsable)?.change;
  const changesThat = (role: InterfaceRole): Extension[] =>
    entry.uses
      .filter(({ listed }) => listed.role === role)
      .map(({ change }): [ChangeEntry, Arrival] => [change, arrivalOf(change)])
      .flatMap(([{ record }, arrival]) => {
        const { release } = arrival;
        return release === null
          ? []
          : [{ change: record.slug, title: record.title, arrival: { ...arrival, release } }];
      })
      .sort((a, b) => compareReleases(a.arrival.release, b.arrival.release));
  return {
    kind: "interface",
    name: entry.name,
    label: entry.name,
    called: entry.name,
    kinds: entry.kinds,
    entry,
    first,
    complete: usable ? arrivalOf(usable) : first,
    extensions: changesThat("extends"),
    removals: changesThat("removes"),
  };
}

function rowOf(identifier: Identifier, { known, previous }: KernelSources): NameRow | undefined {
  return rowsOf(identifier)
    .map((each) => known.corpus.names.find(each, previous))
    .find((each) => each !== null);
}

/** When a name came, as the table of all names in the kernel's headers has it. */
function arrivalOfRow(text: string, row: NameRow, sources: KernelSources): Arrival {
  const { known, previous } = sources;
  const names = new Map([[row.name, row]]);
  return arrivalInHeaders(
    answerInterface(text, { histories: known.corpus.interfaces, names, previous }),
    sources,
  );
}

/** The name in the content of a file of /proc, or of a sysctl: that of /proc/1/ns/time is /proc/<pid>/ns/time. */
function fileIn(reference: Reference | null): string {
  if (reference?.type !== "identifier") return "";
  const { kind, name } = reference;
  if (kind === "sysctl") return `/proc/sys/${name.replaceAll(".", "/")}`;
  return kind === "file" ? name : "";
}

/** The change that a commit is of, with the release of the commit. */
function commitSubject(prefix: string, text: string, sources: KernelSources): Subject {
  const { known } = sources;
  const found = known.commits.filter(({ sha }) => sha.startsWith(prefix));
  const [commit, ...others] = found;
  const slugs = found.flatMap(({ changes }) => changes.map(({ change }) => change.slug));
  const entry = others.length === 0 && slugs[0] !== undefined ? known.change(slugs[0]) : undefined;
  const subject = entry && changeSubject(entry, sources);
  if (!commit || !entry || subject?.kind !== "change") {
    const because =
      others.length > 0
        ? `${found.length} known commits have a hash with these digits: give more.`
        : `No recorded change has this commit: "sincelinux since ${prefix}" finds its release in a clone.`;
    return { kind: "unknown", name: text, because };
  }
  const label = commit.sha.slice(0, 12);
  const arrival = arrivalOfChange(entry, commit.since, sources);
  return { ...subject, label, called: label, first: arrival, complete: arrival };
}
