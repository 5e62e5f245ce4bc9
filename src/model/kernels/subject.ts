import { readIdentifier, rowsOf } from "../../domain/identifier.ts";
import { findName } from "../../domain/names-table.ts";
import { didYouMean } from "../../domain/nearest.ts";
import { compareReleases } from "../../domain/release.ts";
import type { InterfaceKind } from "../../records/schema/change.ts";
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

/** A change that gives an interface more, or another meaning. */
export interface Extension {
  change: string;
  title: string;
  arrival: Arrival & { release: string };
}

/** What is asked about. */
export type Subject =
  | { kind: "change"; name: string; entry: ChangeEntry; first: Arrival; complete: Arrival }
  | {
      kind: "interface";
      name: string;
      /** "syscall", "flag"; what sort of interface it is. */
      kinds: InterfaceKind[];
      /** Of the content; undefined for one that only the table of names has. */
      entry: InterfaceEntry | undefined;
      first: Arrival;
      /** When programs could use it; the same where no later change made it usable. */
      complete: Arrival;
      /** The changes that extend it, the oldest first, those without a release left out. */
      extensions: Extension[];
    }
  | { kind: "unknown"; name: string; because: string };

/**
 * What a name means: an interface of the content or of the kernel's headers, else a change by slug, earlier slug or
 * title. "change:openat2" is the change where an interface has the same name.
 * @example subjectOf("openat2", sources).kind // "interface"
 */
export function subjectOf(name: string, sources: KernelSources): Subject {
  const { known, interfaces } = sources;
  const text = name.trim();
  const [, slug] = /^change:(.+)$/.exec(text) ?? [];
  const identifier = slug === undefined ? readIdentifier(text) : null;
  const entry =
    slug === undefined ? (interfaces.get(text) ?? interfaces.get(identifier?.name ?? "")) : undefined;
  if (entry) return interfaceSubject(entry, sources);
  const wanted = slug ?? text;
  const change = known.changes.find(
    ({ record }) =>
      record.slug === wanted ||
      record.aliases.includes(wanted) ||
      record.title.toLowerCase() === wanted.toLowerCase(),
  );
  if (change) return changeSubject(change, sources);
  const row = (identifier ? rowsOf(identifier) : [])
    .map((each) => findName(known.corpus.names, each, sources.previous))
    .find((each) => each !== null);
  if (identifier && row) {
    const names = new Map([[row.name, row]]);
    const answer = answerInterface(text, {
      histories: known.corpus.interfaces,
      names,
      previous: sources.previous,
    });
    const first = arrivalInHeaders(answer, sources);
    const kinds: InterfaceKind[] = row.header === "" ? ["syscall"] : [];
    return {
      kind: "interface",
      name: identifier.name,
      kinds,
      entry: undefined,
      first,
      complete: first,
      extensions: [],
    };
  }
  const all = [...interfaces.keys(), ...known.changes.map(({ record }) => record.slug)];
  const otherwise = "Neither an interface of the kernel's headers nor a change of the records has this name.";
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
  return {
    kind: "change",
    name: record.slug,
    entry,
    first: arrivalOfChange(entry, first, sources),
    complete: arrivalOfChange(entry, complete, sources),
  };
}

/** @example interfaceSubject(sources.interfaces.get("openat2"), sources).first.release // "v5.6" */
export function interfaceSubject(entry: InterfaceEntry, sources: KernelSources): Subject {
  const first = arrivalOfEntry(entry, sources);
  const arrivalOf = (change: ChangeEntry) => arrivalOfChange(change, change.since.first, sources);
  const usable = entry.uses.find(({ listed }) => listed.makesUsable)?.change;
  const extensions = entry.uses
    .filter(({ listed }) => listed.role === "extends")
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
    kinds: entry.kinds,
    entry,
    first,
    complete: usable ? arrivalOf(usable) : first,
    extensions,
  };
}
