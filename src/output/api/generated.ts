import type { Corpus } from "../../records/corpus.ts";

type Dated = Pick<Corpus, "changes" | "documents" | "releases">;

/**
 * The timestamp of the files, in UTC. Never the clock's, so that two builds of one content are equal.
 * @param epoch SOURCE_DATE_EPOCH: seconds since the epoch; without one, the newest day that the content names
 * @throws when it is no whole number of seconds
 */
export function generatedAt(epoch: string | undefined, content: Dated): string {
  if (epoch === undefined || epoch === "") return `${newestDay(content)}T00:00:00Z`;
  if (!/^\d{1,11}$/.test(epoch)) {
    throw new Error(
      `SOURCE_DATE_EPOCH: expected seconds since 1970 in decimal digits, found "${epoch}". Set it with "git log -1 --format=%ct", or unset it.`,
    );
  }
  return new Date(Number(epoch) * 1000).toISOString().replace(".000Z", "Z");
}

/** The newest day that the content names, YYYY-MM-DD. */
export function newestDay({ changes, documents, releases }: Dated): string {
  const days = [
    ...changes.flatMap(({ status, patchsets }) => [status.asOf, ...patchsets.map(({ date }) => date)]),
    ...[...documents, ...releases].map(({ date }) => date),
  ];
  return (
    days
      .flatMap((each) => each ?? [])
      .sort()
      .at(-1) ?? "1970-01-01"
  );
}
