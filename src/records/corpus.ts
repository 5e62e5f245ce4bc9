import type { NameFinder } from "../domain/names-table.ts";
import type { Change } from "./schema/change.ts";
import type { Document } from "./schema/document.ts";
import type { Clones, CommitFacts } from "./schema/facts.ts";
import type { FirstReleases, FlawFacts, FlawSource } from "./schema/flaw-facts.ts";
import type { HistoryFacts } from "./schema/interface-facts.ts";
import type { KernelLine, VendorFact } from "./schema/kernels.ts";
import type { Sha, Slug } from "./schema/primitives.ts";
import type { Releases } from "./schema/releases.ts";
import type { HeaderRepository, Repository } from "./schema/repository.ts";
import type { RewrittenFacts } from "./schema/rewritten-facts.ts";
import type { Synonyms, Topic } from "./schema/topic.ts";

/** A change with its slug, its path, and its body as Markdown. */
export interface ChangeRecord extends Change {
  slug: Slug;
  /** Path below the checkout: content/changes/nsfs-ioctls.md */
  file: string;
  body: string;
  /** Ids of the topics its tags name: aliases resolved, `all` expanded, in the order of the tags. */
  topics: string[];
}

export interface TopicRecord extends Topic {
  id: string;
  file: string;
  body: string;
}

export interface DocumentRecord extends Document {
  slug: Slug;
  file: string;
}

export interface RepositoryRecord extends Repository {
  id: string;
}

/** What a clone of the kernel CVE team's repository says of the commits of the content. */
export interface PublishedFlaws {
  source: FlawSource;
  flaws: FlawFacts;
  releases: FirstReleases;
}

/** A repository that imports the kernel's headers, or a clone of the kernel itself. */
export interface HeaderHistoryRecord extends Omit<HeaderRepository, "kind"> {
  id: string;
}

/** A line of kernels that a vendor builds. */
export interface KernelLineRecord extends KernelLine {
  id: string;
  file: string;
}

export interface VendorFactRecord extends VendorFact {
  slug: Slug;
  file: string;
}

/** Everything in content/, validated and cross-checked. Lists are sorted by slug or id, releases by version. */
export interface Corpus {
  changes: ChangeRecord[];
  topics: TopicRecord[];
  documents: DocumentRecord[];
  releases: Releases["releases"];
  /** Releases of stable series, with their dates. */
  stableReleases: Releases["stable"];
  /** Until when stable series get fixes, as a source claims. */
  support: Releases["support"];
  /** Further days of stable releases, by tag, as content/facts has them. */
  stableDates: ReadonlyMap<string, string>;
  releasesSource: Releases["source"];
  /** Groups of equivalent words and phrases. */
  synonyms: Synonyms["groups"];
  repositories: RepositoryRecord[];
  /** Repositories that have the kernel's headers, the kernel's own among them. */
  headerHistories: HeaderHistoryRecord[];
  facts: Map<Sha, CommitFacts & { repository: string }>;
  /** By repository. */
  clones: Map<string, Clones>;
  /** Null where none were read. */
  flaws: PublishedFlaws | null;
  /** What header histories show of the interfaces, by the id of the history. */
  interfaces: Map<string, HistoryFacts>;
  /** All names in the kernel's headers. */
  names: NameFinder;
  /** Lines of kernels of vendors; the mainline and stable series are those of the releases. */
  kernelLines: KernelLineRecord[];
  vendorFacts: VendorFactRecord[];
  /** What histories of the mainline under other hashes show of commits, by the id of the history. */
  rewritten: Map<string, RewrittenFacts>;
}
