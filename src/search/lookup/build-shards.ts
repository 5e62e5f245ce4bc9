import { shortHash } from "../../domain/hash.ts";
import { cveKey, messageIdKey, referenceIn } from "../../domain/reference.ts";
import { visibleText } from "../../domain/text.ts";
import { flawsFixedBy, flawsOfCommit } from "../../model/flaws.ts";
import { headline, releaseAnswer } from "../../model/headline.ts";
import { type ChangeEntry, type CommitEntry, type Knowledge, subjectOf } from "../../model/knowledge.ts";
import { knownHashes, leadInWords } from "../../model/known-hashes.ts";
import { summaryOf } from "../index/entries.ts";
import { allDigits, type Lead, type ShardRow, shardOfAddress, shardOfHash } from "./lookup.ts";

/**
 * Every hash, message-id, CVE id and web address that records, claims or facts name.
 * @returns the rows of each of the 256 shards, by its digits; some have no rows
 */
export function shardsOf(known: Knowledge): Map<string, ShardRow[]> {
  const shards = new Map<string, Map<string, Lead[]>>(allDigits.map((digits) => [digits, new Map()]));
  const add = (digits: string, key: string, lead: Lead) => {
    const leads = shards.get(digits)?.get(key) ?? [];
    if (leads.some(({ path }) => path === lead.path)) return;
    shards.get(digits)?.set(key, [...leads, lead]);
  };
  const addHash = (sha: string, lead: Lead) => add(shardOfHash(sha), sha, lead);
  const addAddress = (key: string, lead: Lead) => add(shardOfAddress(key), key, lead);

  for (const { sha, leads } of knownHashes(known)) {
    for (const lead of leads) addHash(sha, leadToCommit(leadInWords(lead), lead.of, known));
  }
  for (const entry of known.changes) {
    const lead = (as: string): Lead => leadToChange(as, entry, known);
    for (const { url, messageId } of entry.record.patchsets) {
      const keys = [...keysOf(url), ...(messageId ? [messageIdKey(messageId)] : [])];
      for (const key of keys) addAddress(key, lead("posting of"));
    }
    for (const { url } of [...entry.record.status.evidence, ...entry.record.sources]) {
      for (const key of url ? keysOf(url) : []) addAddress(key, lead("cited by"));
    }
  }
  for (const commit of known.commits) {
    const entries = commit.changes
      .filter(({ carriesMore }) => !carriesMore)
      .flatMap(({ change }) => known.change(change.slug) ?? []);
    const addFlaw = (cve: string, as: string) => {
      for (const entry of entries) addAddress(cveKey(cve), leadToChange(as, entry, known));
      if (entries.length === 0) addAddress(cveKey(cve), leadToCommit(as, commit, known));
    };
    for (const { cve } of flawsOfCommit(commit, known)) addFlaw(cve, "flaw of");
    for (const { cve } of flawsFixedBy([commit], known)) addFlaw(cve, "fixed by");
  }
  for (const { slug, title, url, archivedUrl } of known.corpus.documents.filter(({ draft }) => !draft)) {
    for (const key of [url, archivedUrl].flatMap((address) => (address ? keysOf(address) : []))) {
      addAddress(key, { as: "source", path: `/documents/${slug}/`, title });
    }
  }
  for (const commit of known.commits) {
    for (const key of mailsOf(commit)) addAddress(key, leadToCommit("mail about", commit, known));
  }
  return new Map(
    [...shards].map(([digits, rows]) => [
      digits,
      [...rows].map(([key, leads]) => ({ key, leads })).sort((a, b) => (a.key < b.key ? -1 : 1)),
    ]),
  );
}

/** Message-ids and addresses of mails that a commit's trailers or the sources name. */
function mailsOf({ facts, verdicts }: CommitEntry): string[] {
  const links = (facts?.trailers ?? []).filter(({ key }) => key === "Link").map(({ value }) => value);
  const postings = verdicts.flatMap(({ claim }) => (claim.field === "posting" ? [claim.value] : []));
  return [
    ...[...links, ...postings.map(({ url }) => url)].flatMap(keysOf),
    ...postings.flatMap(({ messageId }) => (messageId ? messageIdKey(messageId) : [])),
  ];
}

/** The keys under which this address is looked up; none for the address of a commit, which is found by its hash. */
function keysOf(url: string): string[] {
  const reference = referenceIn(url);
  return reference?.type === "address" ? reference.keys : [];
}

function leadToCommit(as: string, commit: CommitEntry, known: Knowledge): Lead {
  const subject = subjectOf(commit);
  const title = subject === null ? `commit ${shortHash(commit.sha)}` : visibleText(subject);
  return { as, path: `/commits/${commit.sha}/`, title, ...summaryOf(releaseAnswer(commit.since, known)) };
}

function leadToChange(as: string, change: ChangeEntry, known: Knowledge): Lead {
  const { slug, title } = change.record;
  return { as, path: `/changes/${slug}/`, title, ...summaryOf(headline(change, known).first) };
}
