import { compareReleases, tagKinds } from "../domain/release.ts";
import { CloneRefused } from "../git/process/git-error.ts";
import { readBlobs } from "../git/trees/read-blobs.ts";
import { listFiles, openTip } from "../git/trees/tip-files.ts";
import type { Corpus } from "../records/corpus.ts";
import { STABLE_DATES } from "../records/read/read-facts.ts";
import { KERNEL } from "../records/schema/repository.ts";
import { type StableDates, stableDates } from "../records/schema/stable-dates.ts";

const FILE = "linux-kernel.json";
/** What the data has where no day is known: second 0 of Unix time. */
const NO_DAY = "1970-01-01";
const LONGEST = 2 ** 24; // bytes; the file has half a mebibyte

/**
 * Reads the days of stable releases from a clone of endoflife.date's release data.
 * @throws CloneRefused when it is no such clone
 * @throws GitError when git fails
 * @example (await readStableDates("release-data", corpus)).dates["v5.10.213"] // "2024-03-15"
 */
export async function readStableDates(directory: string, { repositories }: Corpus): Promise<StableDates> {
  const { clone, commit: oid } = await openTip(directory);
  const { files } = await listFiles(clone.gitDirectory, oid, "releases");
  const file = files.find(({ path }) => path === `releases/${FILE}`);
  let text = "";
  await readBlobs(clone.gitDirectory, file ? [file.blob] : [], LONGEST, (_, content) => {
    if ("bytes" in content) text = content.bytes.toString("utf8");
  });
  const kernel = repositories.find(({ id }) => id === KERNEL);
  const kindOf = kernel ? tagKinds(kernel) : () => null;
  const dates = Object.entries(versionsIn(text))
    .map(([version, { date }]) => [`v${version}`, date] as const)
    .filter(([tag, date]) => kindOf(tag) === "stable" && date !== NO_DAY)
    .sort(([a], [b]) => compareReleases(a, b));
  const read = stableDates.safeParse({ revision: oid, dates: Object.fromEntries(dates) });
  if (dates.length > 0 && read.success) return read.data;
  throw new CloneRefused(
    `${directory} has no releases/${FILE} with days of stable releases. Name a clone of endoflife.date's release-data.`,
  );
}

function versionsIn(text: string): Record<string, { date?: unknown }> {
  try {
    const versions: unknown = JSON.parse(text)?.versions;
    return typeof versions === "object" && versions !== null
      ? Object.fromEntries(Object.entries(versions).filter(([, value]) => value !== null))
      : {};
  } catch {
    return {};
  }
}

/**
 * The file of content/facts with these days: path below content/facts -> text.
 * @param read null when no such clone was read: the file stays as it is
 * @param current all files of content/facts
 */
export function stableDatesFile(
  read: StableDates | null,
  current: ReadonlyMap<string, string>,
): Map<string, string> {
  const text = read === null ? current.get(STABLE_DATES) : `${JSON.stringify(read, null, 1)}\n`;
  return new Map(text === undefined ? [] : [[STABLE_DATES, text]]);
}
