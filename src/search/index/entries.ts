import type { Knowledge } from "../../model/knowledge.ts";
import { indexedChange } from "./change-entry.ts";
import { indexedCommit } from "./commit-entry.ts";
import { indexedDocument } from "./document-entry.ts";
import type { Indexed } from "./entry.ts";
import { indexedRelease } from "./release-entry.ts";
import { indexedTopic } from "./topic-entry.ts";

/**
 * Every page that search can find: what is loaded first stands first, commits last. Releases are in version
 * order, by which ranges of releases go.
 */
export function entriesOf(known: Knowledge): Indexed[] {
  const { changes, commits, corpus } = known;
  return [
    ...changes.map((entry) => indexedChange(entry, known)),
    ...corpus.topics.filter(({ draft }) => !draft).map((topic) => indexedTopic(topic, known)),
    ...corpus.documents.filter(({ draft }) => !draft).map((document) => indexedDocument(document, known)),
    ...corpus.releases.map((release) => indexedRelease(release)),
    ...commits.map((commit) => indexedCommit(commit, known)),
  ];
}
