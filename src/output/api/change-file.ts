import { flawsOfChange } from "../../model/flaws.ts";
import { headline, headlineInWords } from "../../model/headline.ts";
import type { ChangeEntry, Knowledge } from "../../model/knowledge.ts";
import type { KernelInterface } from "../../records/schema/change.ts";
import type { Citation } from "../../records/schema/primitives.ts";
import {
  type Addresses,
  changeFilePath,
  commitFilePath,
  fileAddress,
  interfaceFilePath,
} from "./addresses.ts";
import {
  claimPart,
  documentsOf,
  explained,
  fixedPart,
  fixesFlawsPart,
  sincePart,
  subjectPart,
} from "./file-parts.ts";
import type { ApiContent } from "./schema/files.ts";

type ChangeFile = ApiContent<"change">;

/** One change: its record, what follows from its commits, and the claims, kept separate. */
export function changeFile(entry: ChangeEntry, known: Knowledge, address: Addresses): ChangeFile {
  const { record } = entry;
  const commits = record.commits.map((each) => ({ ...each, entry: known.commit(each.sha) }));
  // The flaws of a commit that carries much else are in the commit's file.
  const verdicts = [
    ...entry.verdicts,
    ...commits.flatMap(({ carriesMore, entry: commit }) =>
      (commit?.verdicts ?? []).filter(({ claim }) => !carriesMore || claim.field !== "flaw"),
    ),
  ];
  const cited = new Set(
    [...record.status.evidence, ...record.sources].map(({ document }: Citation) => document),
  );
  return {
    slug: record.slug,
    aliases: record.aliases,
    page: address(`/changes/${record.slug}/`),
    record: recordPart(entry, address),
    since: usable(entry, known),
    headline: headlineInWords(headline(entry, known)),
    fixed: fixedPart(flawsOfChange(entry, known), known),
    fixesFlaws: fixesFlawsPart(record.commits, known),
    commits: commits.map(({ sha, role, carriesMore = false, note, entry: commit }) => ({
      sha,
      role,
      carriesMore,
      ...(note === undefined ? {} : { note }),
      subject: subjectPart(commit),
      since: sincePart(commit?.since ?? { origin: "unknown", releases: [], verdicts: [] }, known),
      page: address(`/commits/${sha}/`),
      file: fileAddress(address, commitFilePath(sha)),
    })),
    claims: verdicts.map(claimPart),
    documents: documentsOf(
      verdicts,
      known.corpus.documents.filter(({ slug }) => cited.has(slug)),
      address,
    ),
  };
}

/** Every change, in short, by slug. */
export function changesFile(known: Knowledge, address: Addresses): ApiContent<"changes"> {
  const changes = known.changes.map((entry) => {
    const { slug, aliases, title, summary, tags, topics, status, commits, interfaces } = entry.record;
    return {
      slug,
      aliases,
      title,
      summary,
      tags,
      topics,
      state: status.state,
      asOf: status.asOf,
      since: usable(entry, known),
      headline: headlineInWords(headline(entry, known)),
      commits: commits.map(({ sha }) => sha),
      interfaces: namedInterfaces(interfaces, address),
      page: address(`/changes/${slug}/`),
      file: fileAddress(address, changeFilePath(slug)),
    };
  });
  return { counts: { changes: changes.length }, changes: changes.sort((a, b) => (a.slug < b.slug ? -1 : 1)) };
}

function usable({ since }: ChangeEntry, known: Knowledge): ChangeFile["since"] {
  return { firstUsable: sincePart(since.first, known), complete: sincePart(since.complete, known) };
}

function recordPart({ record }: ChangeEntry, address: Addresses): ChangeFile["record"] {
  const { title, summary, body, tags, topics, repository, status, interfaces, config } = record;
  const { manPages, relations, sources } = record;
  const postings = record.patchsets.map((posting) =>
    explained(
      {
        ...posting,
        author: posting.author ?? null,
        date: posting.date ?? null,
        messageId: posting.messageId ?? null,
      },
      {
        author: "The record does not name its author.",
        date: "The record gives no day.",
        messageId: "The record gives no Message-ID.",
      },
    ),
  );
  return {
    title,
    summary,
    body,
    tags,
    topics,
    repository,
    status,
    interfaces: namedInterfaces(interfaces, address),
    config,
    removes: record.removes ?? false,
    manPages,
    postings,
    relations,
    sources,
  };
}

function namedInterfaces(interfaces: readonly KernelInterface[], address: Addresses) {
  return interfaces.map(({ kind, name, role }) => ({
    // Words are never added to an enumeration: programs may know these three alone, and the interface has removedBy.
    ...{ kind, name, role: role === "removes" ? ("extends" as const) : role },
    file: fileAddress(address, interfaceFilePath(name)),
  }));
}
