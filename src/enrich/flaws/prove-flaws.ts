import { hashesIn } from "../../domain/cited-hashes.ts";
import { shortHash } from "../../domain/hash.ts";
import { tagKinds } from "../../domain/release.ts";
import { counted } from "../../domain/text.ts";
import type { Progress } from "../../git/messages/scan-messages.ts";
import type { Corpus, PublishedFlaws } from "../../records/corpus.ts";
import { KERNEL } from "../../records/schema/repository.ts";
import { FOLDER, problem, readFlaws } from "./read-flaws.ts";

/**
 * Asks a clone of the kernel CVE team's repository about every commit that the content names. A clone that is older
 * than the facts, or lacks more than a tenth of the records that they were read from, would lose flaws: a problem.
 * @throws what `readFlaws` throws
 */
export async function proveFlaws(directory: string, corpus: Corpus, progress: Progress) {
  const kernel = corpus.repositories.find(({ id }) => id === KERNEL);
  const kindOf = kernel ? tagKinds(kernel) : () => null;
  const named = commitsNamed(corpus);
  const cited = hashesCited(corpus);
  const has = (sha: string) => named.has(sha) || cited.has(shortHash(sha));
  const { proved, problems } = await readFlaws(directory, { has }, kindOf, progress);
  const lost = proved && corpus.flaws && lostSince(corpus.flaws.source, proved.source);
  return lost ? { proved: null, problems: [...problems, lost] } : { proved, problems };
}

function lostSince(before: PublishedFlaws["source"], { date, records }: PublishedFlaws["source"]) {
  const isComplete = date >= before.date && records >= 0.9 * before.records;
  if (isComplete) return null;
  const expected = `a state of ${before.date} or later with about ${before.records} records or more`;
  const found = `${counted(records, "record")} of ${date}`;
  const remedy = "Fetch that clone, or remove content/facts/flaws to start over from it.";
  return { ...problem(FOLDER, expected, found), remedy };
}

/** Every commit that records, claims or facts name. */
function commitsNamed({ changes, documents, facts }: Corpus): Set<string> {
  const listed = changes.flatMap(({ commits }) => commits.map(({ sha }) => sha));
  const claimed = documents
    .flatMap(({ claims }) => claims)
    .flatMap((claim) => [
      claim.commit ?? [],
      claim.field === "followUp" ? claim.value.sha : [],
      claim.field === "flaw"
        ? claim.value.ranges.flatMap(({ introduced, fixed }) => [introduced?.sha ?? [], fixed?.sha ?? []])
        : [],
    ])
    .flat(2);
  const proved = [...facts].flatMap(([sha, { followUps }]) => [sha, ...followUps.map((each) => each.sha)]);
  return new Set([...listed, ...claimed, ...proved]);
}

/** The commits that bodies and the addresses of sources name, by their first twelve digits. */
function hashesCited({ changes, topics }: Corpus): Set<string> {
  const evidence = changes.flatMap(({ status }) => status.evidence);
  const sources = [...changes, ...topics].flatMap((record) => record.sources).concat(evidence);
  // An address that goes on after the hash is that of a file in the commit's tree.
  const addresses = sources.flatMap(({ url }) => (url && TREE.test(url) ? [] : (url ?? [])));
  const texts = [...[...changes, ...topics].map(({ body }) => body), ...addresses];
  const hashes = texts.flatMap((text) => hashesIn(text)).map(({ hash }) => hash);
  return new Set(hashes.filter((hash) => hash.length >= 12).map(shortHash));
}

const TREE = /[0-9a-f]{12,40}\//;
