import { shortHash } from "../../domain/hash.ts";
import type { TagShapes } from "../../domain/release.ts";
import { spellOut } from "../../domain/text.ts";
import { type Containment, findContainment } from "../history/containment.ts";
import { type History, parentsOf } from "../history/history.ts";
import { readHistory } from "../history/read-history.ts";
import { parseCommit } from "../messages/parse-commit.ts";
import { readCommits } from "../messages/read-commits.ts";
import { CloneRefused } from "../process/git-error.ts";
import { type Clone, openClone } from "../process/open-clone.ts";
import { judgeTags, type TaggedCommit } from "./judge-tags.ts";
import type { KnownReleases } from "./known-dates.ts";
import { chooseMainline, usualRefs } from "./mainline.ts";
import { type Ref, type ReleaseTag, readRefs, releaseTags, unknownTags } from "./refs.ts";
import type { TagProblem } from "./tag-order.ts";

/** A clone whose refs and history have been read. */
export interface OpenRepository {
  clone: Clone;
  history: History;
  containment: Containment;
  refs: Ref[];
  /** The believed release tags in version order, stable ones included, see `judgeTags`. */
  tags: ReleaseTag[];
  /** Release tags that are not believed, and releases whose tag is missing, in version order. */
  tagProblems: TagProblem[];
  /** The newest release or candidate in version order; null when there is none. */
  newestTag: string | null;
  /** The ref whose first-parent chain is the mainline. */
  mainline: { name: string; oid: string };
  /** Positions of the commits that refs point at, each once. */
  tips: number[];
  /** Whether the ancestry of all commits is to be compared with their objects, see `scanMessages`. */
  verify: boolean;
  note: (sentence: string) => void;
}

/** What the content declares of a repository. */
export interface Declared {
  title: string;
  /** Whole hashes of commits that every clone of it begins with. */
  rootCommits: readonly string[];
  /** What precedes the version in the subjects of its release commits; without it these are not compared. */
  releaseSubjects?: readonly string[] | undefined;
}

export interface OpenOptions {
  /** The shapes of the repository's release tags, from content/repositories/. */
  shapes: TagShapes;
  /** How to recognise a clone of it; without this any clone is accepted. */
  identity?: Declared | undefined;
  /** The list of its releases, from content/releases.yaml; null or absent when there is none. */
  known?: KnownReleases | null;
  /** The mainline ref; without it the usual names are tried, see `chooseMainline`. */
  mainline?: string | undefined;
  /** Whole hashes of commits to include in the history even if no ref reaches them, as far as the clone has them. */
  lookFor?: readonly string[];
  /** Compare the ancestry with the objects of all commits, and hash these; otherwise only of those that are read. */
  verify?: boolean;
  /** Gets sentences to show to the user that are not errors. */
  note: (sentence: string) => void;
}

/**
 * Opens a clone and reads its whole history, with at most five git processes. Later queries read only messages.
 * @param directory a bare repository, a work tree, or the .git inside one
 * @throws CloneRefused when the clone cannot give right answers (shallow, SHA-256, commits missing, no mainline, of
 * another repository)
 * @throws GitError when git fails
 * @example
 * const repository = await openRepository("linux.git", { shapes, note: console.error });
 * repository.containment.releaseOf(repository.history.index.find(sha)) // { release: "v4.14", candidate: "v4.14-rc1" }
 */
export async function openRepository(directory: string, how: OpenOptions): Promise<OpenRepository> {
  const { identity, note } = how;
  const known = how.known?.releases.length ? how.known : null;
  const clone = await openClone(directory);
  const refs = await readRefs(clone);
  const named = releaseTags(refs, how.shapes);
  noteUnknown(unknownTags(refs, how.shapes), note);
  const [history, commits] = await Promise.all([
    readHistory(clone, refs, how.lookFor ?? [], note),
    known === null ? new Map<string, TaggedCommit>() : taggedCommits(clone, named),
  ]);
  const isRoot = (sha: string) => {
    const commit = history.index.find(sha);
    return commit >= 0 && parentsOf(history, commit).length === 0;
  };
  if (identity) refuseForeign(directory, identity, isRoot);
  const {
    tags,
    problems: tagProblems,
    firstTag,
  } = judgeTags(history, named, {
    ...{ commits, known, releaseSubjects: identity?.releaseSubjects ?? [], mainlineRefs: usualRefs(refs) },
  });
  noteProblems(tagProblems, note);
  const mainline = chooseMainline(history, {
    ...{ clone: directory, asked: how.mainline, refs, tags, isOneLine: known !== null, note },
  });
  const containment = findContainment(history, tags, history.index.find(mainline.oid), firstTag);
  const isInMainline = (sha: string) => containment.isMainline(history.index.find(sha));
  if (identity) refuseForeign(directory, identity, isInMainline);
  const tips = new Set(refs.map(({ oid }) => history.index.find(oid)).filter((commit) => commit >= 0));
  const newestTag = tags.findLast(({ kind }) => kind !== "stable")?.name ?? null;
  return {
    ...{ clone, history, containment, refs, tags, tagProblems, newestTag, mainline, tips: [...tips] },
    ...{ verify: how.verify ?? false, note },
  };
}

function refuseForeign(
  name: string,
  { title, rootCommits }: Declared,
  isThere: (sha: string) => boolean,
): void {
  const lacking = rootCommits.find((sha) => !isThere(sha));
  if (lacking === undefined) return;
  throw new CloneRefused(
    `${name} is not a clone of the repository "${title}": its history does not begin with the commit ${shortHash(lacking)}. ` +
      `Name another clone, or its repository with --repository.`,
  );
}

/** Tagged commits by hash; without those that cannot be read. */
async function taggedCommits(
  { gitDirectory }: Clone,
  tags: readonly ReleaseTag[],
): Promise<Map<string, TaggedCommit>> {
  const shas = [...new Set(tags.map(({ oid }) => oid))];
  const commits = new Map<string, TaggedCommit>();
  const lines = Buffer.from(shas.map((sha) => `${sha}\n`).join(""), "latin1");
  await readCommits(gitDirectory, lines, 1, (place, buffer, from, to) => {
    const { committer, subject } = parseCommit(buffer.subarray(from, to));
    const day = new Date(1000 * committer.seconds).toISOString().slice(0, 10);
    commits.set(shas[place] as string, { day, subject });
  });
  return commits;
}

const MOST_NOTES = 20;

function noteProblems(problems: readonly TagProblem[], note: (sentence: string) => void): void {
  for (const { tag, reason } of problems.slice(0, MOST_NOTES))
    note(spellOut(`release tag ${tag} is not used: ${reason}.`));
  if (problems.length > MOST_NOTES) note(`… and ${problems.length - MOST_NOTES} more.`);
}

const MOST_NAMES = 5;

function noteUnknown(names: readonly string[], note: (sentence: string) => void): void {
  if (names.length === 0) return;
  const shown = [...names.slice(0, MOST_NAMES), ...(names.length > MOST_NAMES ? ["…"] : [])].join(", ");
  const [count, verb] = names.length === 1 ? ["1 tag looks", "is"] : [`${names.length} tags look`, "are"];
  note(spellOut(`${count} like a release but ${verb} not of a declared shape, and not used: ${shown}`));
}
