import { compareReleases, releaseOfCandidate, seriesOf, tagKinds, VERSION } from "../../domain/release.ts";
import type { Corpus } from "../corpus.ts";
import { KERNEL } from "../schema/repository.ts";
import { proseOf } from "./prose.ts";
import type { BodyRecord, Found, Rule } from "./rule.ts";

const TAG = new RegExp(`(?<![\\p{L}\\p{N}_./-])v${VERSION}(?![\\p{L}\\p{N}_/-]|\\.[\\p{L}\\p{N}])`, "gu");
/** After a tag, in parentheses or after a comma: v4.14 (2017-11-12). */
const DATE_BESIDE = /^(?:\s+\(|,\s+)(\d{4}-\d{2}-\d{2})(?!\d)/;
/** "Linux 4.14", "since 4.14": a release, but not written as one. */
const UNTAGGED = new RegExp(
  `(?<=(?<![\\p{L}\\p{N}_-])(?:linux|kernels?|since|before|until)\\s+)${VERSION}(?![\\p{L}\\p{N}_-]|\\.\\d)`,
  "giu",
);

interface Wrong {
  expected: string;
  found: Found;
  remedy: string;
}

/**
 * A body names a kernel release by its tag, followed by its date from releases.yaml. Release candidates and stable
 * releases that are not listed need a date too. Code, drafts and the releases of other repositories are not checked.
 */
export const datedReleases: Rule = ({ corpus, bodies, report }) => {
  // An empty list is reported where it is read.
  if (corpus.releases.length === 0) return;
  const isForeign = foreignTags(corpus);
  for (const { record, tree } of bodies) {
    if (record.draft) continue;
    for (const { text, offsetAt } of proseOf(tree, record.body, "blank")) {
      for (const { 0: tag, index } of text.matchAll(TAG)) {
        if (isForeign(tag, record)) continue;
        const date = DATE_BESIDE.exec(text.slice(index + tag.length))?.[1];
        const wrong = wrongRelease(tag, date, corpus);
        if (wrong) report(record.file, offsetAt(index), wrong.expected, wrong.found, wrong.remedy);
      }
      for (const { 0: version, index } of text.matchAll(UNTAGGED)) {
        const listed = corpus.releases.find((release) => release.version === `v${version}`);
        if (!listed) continue;
        const tagged = asWritten(listed);
        report(record.file, offsetAt(index), "a release as its tag", { value: version }, `Write ${tagged}.`);
      }
    }
  }
};

/** Whether a tag in a body is a release of another repository: the change's own, or one that has no kernel tag's shape. */
function foreignTags({ repositories }: Corpus): (tag: string, record: BodyRecord) => boolean {
  const kinds = new Map(repositories.map((repository) => [repository.id, tagKinds(repository)]));
  const has = (id: string, tag: string) => (kinds.get(id)?.(tag) ?? null) !== null;
  return (tag, record) => {
    if ("repository" in record && record.repository !== KERNEL) return has(record.repository, tag);
    return !has(KERNEL, tag) && [...kinds.keys()].some((id) => has(id, tag));
  };
}

function wrongRelease(tag: string, date: string | undefined, corpus: Corpus): Wrong | null {
  const { releases, stableReleases, stableDates } = corpus;
  const generated = stableDates.get(tag);
  const listed =
    generated === undefined
      ? [...releases, ...stableReleases].find(({ version }) => version === tag)
      : { version: tag, date: generated };
  if (listed) {
    if ((listed.date ?? undefined) === date) return null;
    const found = date === undefined ? `${tag} alone` : `${tag} (${date})`;
    return { expected: asWritten(listed), found, remedy: "Write its date as releases.yaml has it." };
  }
  const base = releases.find(({ version }) => version === seriesOf(releaseOfCandidate(tag)));
  if (!base) {
    const remedy = "Correct it, or add the release there.";
    return { expected: "a release that releases.yaml lists", found: { value: tag }, remedy };
  }
  if (date === undefined) {
    const remedy = `Write ${tag} (YYYY-MM-DD), or name ${asWritten(base)} instead.`;
    return { expected: `the date of ${tag} beside it`, found: `${tag} alone`, remedy };
  }
  // A candidate comes out before its release, a stable release after it.
  const isEarlier = compareReleases(tag, base.version) < 0;
  if (base.date === null || (isEarlier ? date <= base.date : date >= base.date)) return null;
  const expected = `a date ${isEarlier ? "up to" : "from"} ${base.date}, of ${base.version}`;
  return { expected, found: `${tag} (${date})`, remedy: "Correct the date." };
}

function asWritten({ version, date }: Corpus["releases"][number]): string {
  return date === null ? version : `${version} (${date})`;
}
