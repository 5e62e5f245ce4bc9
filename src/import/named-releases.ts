import { releaseOfCandidate, WRITTEN_RELEASE } from "../domain/release.ts";
import type { Vocabulary } from "./known-content.ts";

const VERSION = new RegExp(
  `(?<![\\p{L}\\p{N}_./=-])(?:${WRITTEN_RELEASE})(?![\\p{L}\\p{N}_/%]|[.-][\\p{L}\\p{N}])`,
  "giu",
);
const KERNEL_BEFORE =
  /\b(?:linux|kernel|mainline|upstream)(?:[ -](?:kernel|version|release)s?){0,2}[ -]?(?:>=|≥)? ?$/i;
/** What may stand before a bare v5.6: nothing, a sign, a preposition. Another word is the name of what has that version. */
const NO_NAME_BEFORE =
  /(?:^|[^\p{L}\p{N}\s"”'`)\]]|\b(?:in|since|from|with|for|of|by|at|and|or|as|on|to|landed|merged|released?|added|introduced|v\d+\.\d+))\s*$/iu;
const NOT_FIRST =
  /\b(?:before|until|till|removed|dropped|deprecated|older than|up to|not|no|pre)[ -][^.;]{0,20}$|<\s*$/i;
/** What a project was tested with, or copied from, need not have come with that release. */
const TESTED = /\btest(?:s|ed|ing|cases?)?\b[^.;]{0,40}$/i;
const COPIED =
  /\b(?:match(?:es|ing)?|headers? (?:from|of)|(?:updat|(?:re-?)?generat|synced|synchroni|import|rebas|bump)[^.;]{0,50} (?:from|to|with|of|on|against))(?: the)? (?:linux|kernel)(?: headers)?[ -]?(?:>=|≥)? ?$/i;
const REQUIRED = /^\+?(?: or (?:newer|later))? (?:is|are) (?:required|recommended|needed)/i;

/**
 * The kernel releases that a text names, each once: "(v5.13)", "since Linux 5.6", "merged in v5.12-rc1" (v5.12).
 * Versions of other projects ("libseccomp v2.6.1") and last or removed ones ("until v5.9") are left out.
 * @param isBare whether a number alone is a release too, as in a column of releases
 * @example namedReleases("time namespaces (since Linux 5.6)", vocabulary) // ["v5.6"]
 */
export function namedReleases(text: string, { isRelease }: Vocabulary, isBare = false): string[] {
  const found = new Set<string>();
  for (const { 0: written, index } of text.matchAll(VERSION)) {
    const end = index + written.length;
    const before = text.slice(Math.max(0, index - 80), index);
    const isKernels =
      KERNEL_BEFORE.test(before) || (/^v/i.test(written) && NO_NAME_BEFORE.test(before)) || isBare;
    const tag = `v${written.toLowerCase().replace(/^v/, "")}`;
    if (isKernels && isRelease(tag) && isFirst(before, text.slice(end, end + 40)))
      found.add(releaseOfCandidate(tag));
  }
  return [...found];
}

/** Whether the release between two texts is one that something came with. */
function isFirst(before: string, after: string): boolean {
  return ![NOT_FIRST, TESTED, COPIED].some((pattern) => pattern.test(before)) && !REQUIRED.test(after);
}

/** Whether a text names a release of another repository of the content: "libcap 2.26 released". */
export function namesOtherRelease(text: string, { projects }: Vocabulary): boolean {
  const [, name = ""] = /([a-z][\w-]{1,40})[ -]v?\d+\.\d+(?![\w%])/i.exec(text) ?? [];
  return projects.has(name.toLowerCase());
}

const RELEASE_WORDS = new RegExp(
  `\\b(?:since|in|from|linux|kernel|mainline|${WRITTEN_RELEASE})|[\\s,;+]`,
  "gi",
);
const GROUP = /\s*\(([^()]*)\)/g;

/** A title without what only says its release: "time namespaces (since Linux 5.6)" is "time namespaces". */
export function withoutReleases(title: string, vocabulary: Vocabulary): string {
  const short = title.replace(GROUP, (group, inner: string) => {
    const others = inner.replace(RELEASE_WORDS, "");
    return others === "" && namedReleases(group, vocabulary, true).length > 0 ? "" : group;
  });
  return short.trim() === "" ? title : short.trim();
}
