import { oneLine } from "../domain/text.ts";
import { commitsOfFlaws } from "../model/flaws.ts";
import type { CommitEntry, Knowledge } from "../model/knowledge.ts";
import { type KnownHash, knownHashes, leadInWords, soleCommit } from "../model/known-hashes.ts";
import { knowledge } from "./content.ts";
import { commitHref, href, shortHref } from "./links.ts";
import { type HashView, hashView, subjectView } from "./views.ts";

/** A known hash with its subject, or what it is to the commits it belongs to. */
export interface HashRowView {
  hash: HashView;
  /** Null where it is a commit without a known subject. */
  subject: string | null;
  /** Its short address, which lists all of it. */
  page: string;
  others: { words: string; hash: HashView; subject: string | null }[];
}

/** The page at /c/<digits>/. */
export interface ShortAddress {
  /** Every known hash that begins with the digits. */
  hashes: KnownHash[];
  /** The page that the address redirects to; null where the candidates are listed instead. */
  to: string | null;
}

/** The length of git's abbreviated hashes. */
const LISTED = 7;
/** The length of abbreviated hashes in the kernel. */
const LEADING = 12;

/**
 * The short addresses of every known hash, by their digits. Twelve digits lead to the commit, or to the one it
 * belongs to; seven list what begins with them, and so do twelve where there are several.
 */
export function shortAddresses(hashes: KnownHash[]): Map<string, ShortAddress> {
  const having = (digits: number) => Map.groupBy(hashes, ({ sha }) => sha.slice(0, digits));
  return new Map([
    ...[...having(LISTED)].map(([digits, own]) => [digits, { hashes: own, to: null }] as const),
    ...[...having(LEADING)].map(([digits, own]) => [digits, { hashes: own, to: pageOf(own) }] as const),
  ]);
}

let all: KnownHash[] | undefined;
/** Made once a build: a thousand pages list some of them. */
const allHashes = () => (all ??= knownHashes(knowledge()));

const crumb = { href: href("/c/"), title: "Hashes" };

/** The addresses below /c/: redirects to commits, and lists of what begins with the digits. */
export function hashPaths() {
  return [...shortAddresses(allHashes())].map(([digits, { hashes, to }]) => ({
    params: { digits },
    props: { crumb, to, hashes: hashes.map(({ sha }) => sha) },
  }));
}

/** @param of hashes with a common prefix */
export function hashRowsOf(of: string[]): HashRowView[] {
  const known = knowledge();
  return hashRows(
    allHashes().filter(({ sha }) => of.includes(sha)),
    known,
  );
}

/** Every known hash, by its first digit. */
export function hashList() {
  const known = knowledge();
  const hashes = allHashes();
  const byDigit = Map.groupBy(hashes, ({ sha }) => sha.charAt(0));
  return {
    commits: known.commits.length,
    others: hashes.length - known.commits.length,
    digits: [..."0123456789abcdef"].map((digit) => ({
      digit,
      rows: hashRows(byDigit.get(digit) ?? [], known),
    })),
  };
}

function hashRows(hashes: KnownHash[], known: Knowledge): HashRowView[] {
  return hashes.map(({ sha, leads }) => {
    const own = leads.find(({ as }) => as === "commit");
    const others = Map.groupBy(
      leads.filter(({ as }) => as !== "commit"),
      leadInWords,
    );
    const quoted = leads.find(({ as, subject }) => as !== "commit" && subject)?.subject;
    return {
      hash: hashView(sha, known, { repository: leads[0]?.of.repository ?? "" }),
      subject: own ? subjectView(own.of) : oneLine(quoted ?? ""),
      page: shortHref(sha),
      others: [...others].flatMap(([words, its]) =>
        its.map(({ of }) => ({ words, hash: hashView(of.sha, known), subject: subjectView(of) })),
      ),
    };
  });
}

function pageOf([only, ...others]: KnownHash[]): string | null {
  const commit = only && others.length === 0 ? soleCommit(only) : null;
  if (!only || !commit) return null;
  return commitHref(commit.sha) + (commit.sha === only.sha ? "" : sectionOf(only.sha, commit));
}

/** The section of the commit's page that lists a related hash; "" for its merge, which is at the top. */
function sectionOf(sha: string, commit: CommitEntry): string {
  const { followUps = [], backports = [] } = commit.facts ?? {};
  if ([...followUps, ...backports].some((each) => each.sha === sha)) return "#follow-ups";
  return commitsOfFlaws(commit, knowledge()).some((each) => each.sha === sha) ? "#flaws" : "";
}
