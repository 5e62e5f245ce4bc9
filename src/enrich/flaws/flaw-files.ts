import { tagKinds } from "../../domain/release.ts";
import { counted } from "../../domain/text.ts";
import type { Progress } from "../../git/messages/scan-messages.ts";
import type { Corpus, PublishedFlaws } from "../../records/corpus.ts";
import { FLAW_FACTS } from "../../records/read/read-facts.ts";
import { KERNEL } from "../../records/schema/repository.ts";
import { toJson } from "../merge-facts.ts";
import { readFlaws } from "./read-flaws.ts";

/**
 * Asks a clone of the kernel CVE team's repository about every commit that the content names.
 * @throws what `readFlaws` throws
 */
export async function proveFlaws(directory: string, corpus: Corpus, progress: Progress) {
  const kernel = corpus.repositories.find(({ id }) => id === KERNEL);
  const kindOf = kernel ? tagKinds(kernel) : () => null;
  return await readFlaws(directory, commitsNamed(corpus), kindOf, progress);
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

/**
 * The files of content/facts/flaws: path below content/facts -> text.
 * @param proved null when no such clone was read: the files stay as they are
 * @param current all files of content/facts
 */
export function flawFiles(
  proved: PublishedFlaws | null,
  current: ReadonlyMap<string, string>,
): Map<string, string> {
  if (proved === null) return new Map([...current].filter(([path]) => path.startsWith(`${FLAW_FACTS}/`)));
  return new Map([
    [`${FLAW_FACTS}/source.json`, toJson(proved.source)],
    [`${FLAW_FACTS}/flaws.json`, toJson(proved.flaws)],
    [`${FLAW_FACTS}/releases.json`, toJson(proved.releases)],
  ]);
}

/** What a run says of these records. */
export function flawSummary({ source, flaws, releases }: PublishedFlaws): string {
  const { revision, date, records, commits } = source;
  const of = counted(Object.keys(releases).length, "commit");
  return (
    `flaws: ${counted(records, "record")} of the kernel CVE team at ${revision.slice(0, 12)} (${date}) name ` +
    `${counted(commits, "commit")}; ${Object.keys(flaws).length} concern commits of the content, and they give ` +
    `the release of ${of}.\n`
  );
}
