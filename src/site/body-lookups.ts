import { releaseOfCandidate, tagKinds, tagPattern } from "../domain/release.ts";
import { oneLine } from "../domain/text.ts";
import type { Lookups } from "../markdown/lookups.ts";
import { type Knowledge, subjectOf } from "../model/knowledge.ts";
import { KERNEL } from "../records/schema/repository.ts";
import { interfacePageOf } from "./known-interfaces.ts";
import { changeHref, commitHref, documentHref, manPageHref, releaseHref, topicHref } from "./links.ts";

/** What the texts of records may link to. @param own the record whose page it is: it does not link to itself */
export function bodyLookups(known: Knowledge, own: string): Lookups {
  const { corpus, changes, commits } = known;
  const record = changes.find(({ record: { slug } }) => slug === own)?.record;
  const listed = new Set(record?.interfaces.map(({ name }) => name));
  const home = corpus.repositories.find(({ id }) => id === record?.repository);
  return {
    commit(prefix) {
      const found = commits.filter(({ sha }) => sha.startsWith(prefix));
      const [only] = found;
      if (!only || found.length > 1) return null;
      return {
        sha: only.sha,
        href: commitHref(only.sha),
        subject: oneLine(subjectOf(only) ?? "") || undefined,
      };
    },
    change(slug) {
      if (slug === own) return null;
      const entry = changes.find(({ record }) => record.slug === slug || record.aliases.includes(slug));
      if (entry) return { href: changeHref(entry.record.slug), title: entry.record.title };
      const topic = corpus.topics.find(({ id }) => id === slug);
      if (topic) return { href: topicHref(topic.id), title: topic.name };
      const document = corpus.documents.find((each) => each.slug === slug);
      return document ? { href: documentHref(document.slug), title: document.title } : null;
    },
    topics: corpus.topics
      .filter(({ id, kind }) => id !== own && kind === "namespace")
      .map(({ id, name }) => ({ name, href: topicHref(id) })),
    releaseTags: tagPattern(corpus.repositories),
    release(tag) {
      // Releases with a page are the kernel's: another repository's v5.1 is not one of them.
      if (home && home.id !== KERNEL && tagKinds(home)(tag) !== null) return null;
      const version = releaseOfCandidate(tag);
      const release = corpus.releases.find((each) => each.version === version);
      return release ? { href: releaseHref(version), title: release.date ?? undefined } : null;
    },
    manPage: (reference) => ({ href: manPageHref(reference) }),
    capability(name) {
      const introduced = changes.find(({ record }) =>
        record.interfaces.some((each) => each.kind === "capability" && each.name === name),
      );
      if (introduced?.record.slug === own) return null;
      return introduced
        ? { href: changeHref(introduced.record.slug), title: introduced.record.title }
        : { href: manPageHref("capabilities(7)"), title: "capabilities(7)" };
    },
    interface(name) {
      // `mount` and `proc` are other things too: such words lead somewhere only in a record that lists them.
      if (/^[a-z]+$/.test(name) && !listed.has(name)) return null;
      const page = interfacePageOf(name, known);
      return page === undefined ? null : { href: page };
    },
  };
}
