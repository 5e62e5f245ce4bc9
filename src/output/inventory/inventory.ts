import { constants, deflateSync } from "node:zlib";
import { dayInFull } from "../../domain/day.ts";
import { shortHash } from "../../domain/hash.ts";
import { interfacePath } from "../../domain/interface-path.ts";
import { oneLine } from "../../domain/text.ts";
import { interfaceEntries } from "../../model/interface-entries.ts";
import type { Knowledge } from "../../model/knowledge.ts";
import { type KnownHash, knownHashes } from "../../model/known-hashes.ts";
import {
  type CitedChange,
  type CitedCommit,
  type CitedInterface,
  citeChange,
  citeCommit,
  citeInterface,
  titleOf,
} from "../cite/cited.ts";
import { kernelPhrase } from "../cite/kernel.ts";
import { keyOf } from "../cite/reference-data.ts";

/** A name that a Sphinx project can refer to. */
interface Target {
  /** For :doc:, named as its address is; for :ref:, by kind and name. */
  doc: string;
  label: string;
  /** Its address, relative to the inventory. */
  to: string;
  title: string;
}

/**
 * The site as an inventory of Sphinx (version 2): each change, topic, interface and hash as a document and as a label.
 * Compressed by Huffman codes alone, because zlib's match finder gives other bytes on other processors.
 * @returns the bytes of `objects.inv`
 */
export function sphinxInventory(known: Knowledge): Uint8Array<ArrayBuffer> {
  const lines = targets(known).flatMap(({ doc, label, to, title }) => [
    `${doc} std:doc -1 ${to} ${title}`,
    `${label} std:label -1 ${to} ${title}`,
  ]);
  const heading = [
    "# Sphinx inventory version 2",
    "# Project: sincelinux",
    "# Version: ",
    "# The remainder of this file is compressed using zlib.",
  ];
  const body = deflateSync(`${lines.sort().join("\n")}\n`, { strategy: constants.Z_HUFFMAN_ONLY });
  return new Uint8Array(Buffer.concat([Buffer.from(`${heading.join("\n")}\n`), body]));
}

function targets(known: Knowledge): Target[] {
  const changes = known.changes.flatMap(({ record }) =>
    [record.slug, ...record.aliases].map((name) => ({
      doc: `changes/${name}`,
      label: `change-${name}`,
      to: `changes/${record.slug}/`,
      title: oneLine(record.title),
    })),
  );
  const topics = known.corpus.topics.map(({ id, name }) => ({
    doc: `topics/${id}`,
    label: `topic-${id}`,
    to: `topics/${id}/`,
    title: oneLine(name),
  }));
  const interfaces = interfaceEntries(known).map(({ name }) => {
    const path = interfacePath(name).slice(1, -1);
    return {
      doc: path,
      // Sphinx writes the names of labels in lower case.
      label: `interface-${path.slice("interfaces/".length).toLowerCase()}`,
      to: `${path}/`,
      title: oneLine(name),
    };
  });
  const byShort = Map.groupBy(knownHashes(known), ({ sha }) => shortHash(sha));
  const hashes = [...byShort].map(([short, hashes]) => ({
    doc: `c/${short}`,
    label: `commit-${short}`,
    to: addressOf(short, hashes),
    title: hashes.map((hash) => inWords(hash, known)).join(" or "),
  }));
  return [...changes, ...topics, ...interfaces, ...hashes];
}

/** The commit's page; for what has none, the short address that leads on. */
function addressOf(short: string, [only, ...others]: KnownHash[]): string {
  return only?.leads[0]?.as === "commit" && others.length === 0 ? `commits/${only.sha}/` : `c/${short}/`;
}

function inWords({ sha, leads }: KnownHash, known: Knowledge): string {
  const commit = known.commit(sha);
  const repository = known.corpus.repositories.find(({ id }) => id === commit?.repository);
  if (commit && repository) return kernelPhrase(citeCommit(commit, repository, undefined));
  const subject = leads.find((lead) => lead.subject !== undefined)?.subject ?? null;
  return kernelPhrase({ sha, subject });
}

/**
 * Every change, interface and commit as a Specref reference, by key, sorted: for ReSpec, Bikeshed and similar tools. A field of a
 * commit that is neither a fact nor quoted by a source is left out.
 * @param whole makes a path of the site into an address with its host
 * @example specref(known, whole)["sincelinux-nsfs-ioctls"] // { title, href, publisher, status }
 */
export function specref(known: Knowledge, whole: (path: string) => string): Record<string, object> {
  const changes = known.changes.flatMap((entry): [string, object][] => {
    const cited = citeChange(entry, known, whole(`/changes/${entry.record.slug}/`));
    const key = keyOf(cited);
    return [
      [key, ofPage(cited)],
      ...entry.record.aliases.map((slug): [string, object] => [keyOf({ ...cited, slug }), { aliasOf: key }]),
    ];
  });
  const interfaces = interfaceEntries(known).map((entry): [string, object] => {
    const cited = citeInterface(entry, known, whole(interfacePath(entry.name)));
    return [keyOf(cited), ofPage(cited)];
  });
  const commits = known.commits.flatMap((commit): [string, object][] => {
    const repository = known.corpus.repositories.find(({ id }) => id === commit.repository);
    if (!repository) return [];
    const cited = citeCommit(commit, repository, whole(`/commits/${commit.sha}/`));
    return [[keyOf(cited), ofCommit(cited)]];
  });
  return Object.fromEntries(
    withoutTwins([...changes, ...interfaces, ...commits]).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

function ofCommit({ sha, subject, author, day, repository, page }: CitedCommit): object {
  return {
    title: subject === null ? `commit ${shortHash(sha)}` : oneLine(subject),
    ...(author !== null && { authors: [oneLine(author)] }),
    ...(day !== null && { date: dayInFull(day), rawDate: day }),
    href: page,
    publisher: repository.title,
    status: subject === null ? "commit; subject not known" : `commit ${shortHash(sha)}`,
  };
}

function ofPage(cited: CitedChange | CitedInterface): object {
  const { standing, page } = cited;
  return { title: oneLine(titleOf(cited)), href: page, publisher: "sincelinux", status: oneLine(standing) };
}

/** Two commits whose first 12 digits are alike would share a key: neither gets it. */
function withoutTwins(references: [string, object][]): [string, object][] {
  const byKey = Map.groupBy(references, ([key]) => key);
  return references.filter(([key]) => byKey.get(key)?.length === 1);
}
