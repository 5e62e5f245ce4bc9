import { cpSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KnownReleases } from "../../src/git/releases/known-dates.ts";
import { type CommitDraft, importCommits } from "./import-commits.ts";
import { git, gitFed } from "./run-git.ts";

/** The releases of the small kernel with their days, for content/releases.yaml. */
const releases: [version: string, date: string | null, commit: string][] = [
  ["v2.6.12", null, "m1"],
  ["v2.6.13", "2005-08-28", "beside"],
  ["v2.6.14", "2005-10-28", "m4"],
  ["v2.6.39", "2011-05-19", "m7"],
  ["v3.0", "2011-07-22", "m9"],
  ["v3.9", "2013-04-29", "m10"],
  ["v3.10", "2013-06-30", "m11"],
  ["v4.14", "2017-11-12", "m14"],
  ["v4.15", "2018-01-28", ""],
  ["v5.0", "2019-03-03", ""],
];

/** The tagged commits that are no releases: candidates. */
const candidateDays: Record<string, string> = {
  ...{ root: "2005-04-16", m2: "2005-06-28", m3: "2005-09-12", m8: "2011-05-29" },
  ...{ aborted: "2013-03-03", m13: "2017-09-16", m15: "2017-11-26" },
};

/** A candidate that its release does not contain, as a tag. */
export const abortedCandidate: [string, string] = ["v3.9-rc1", "aborted"];

export const shapedKnown: KnownReleases = {
  releases: releases.map(([version, date]) => ({ version, date })),
  stableDate: () => undefined,
};

/** Noon of a day, in seconds. */
export function dayOf(day: string): number {
  return Date.parse(`${day}T12:00:00Z`) / 1000;
}

/** content/repositories and content/releases.yaml that fit the small kernel: its roots and subjects are others. */
export function writeDeclarations(content: string): void {
  cpSync("content/repositories", join(content, "repositories"), { recursive: true });
  for (const name of ["linux", "libcap"]) {
    const file = join(content, `repositories/${name}.yaml`);
    writeFileSync(file, readFileSync(file, "utf8").replace(/^(rootCommits|releaseSubjects):.*\n/gm, ""));
  }
  const lines = releases.map(
    ([version, date]) => `  - { version: "${version}", date: ${JSON.stringify(date)} }\n`,
  );
  const source = `source: { title: "Releases of the tests", url: "https://www.kernel.org/" }\n`;
  writeFileSync(join(content, "releases.yaml"), `${source}releases:\n${lines.join("")}`);
}

const YEAR_1970 = 5;
const YEAR_2037 = 2_145_916_800;

/** The mainline's first-parent chain; everything else hangs on it. */
const commits: CommitDraft[] = [
  { id: "root", message: "Linux-2.6.12-rc2\n\nInitial git repository build.\n" },
  { id: "m1", parents: ["root"], message: "Linux 2.6.12\n" },
  // Written in 2005, merged eight releases later: its dates mislead.
  { id: "late1", parents: ["root"], message: "namespaces: early idea\n" },
  { id: "late2", parents: ["late1"], message: "namespaces: second part\n" },
  // Clocks that were wrong.
  { id: "skew1", parents: ["m1"], message: "skewed to 1970\n", authored: YEAR_1970, committed: YEAR_1970 },
  {
    id: "skew2",
    parents: ["skew1"],
    message: "skewed to 2037\n",
    authored: YEAR_2037,
    committed: YEAR_2037,
    zone: "+1345",
  },
  { id: "skew3", parents: ["skew2"], message: "back to normal\n", zone: "-0330" },
  { id: "m2", parents: ["m1", "skew3"], message: "Merge branch 'skewed'\n" },
  // The release tag v2.6.13 is beside the chain: it comes in by a merge.
  { id: "beside", parents: ["m2"], message: "Linux 2.6.13\n" },
  { id: "m3", parents: ["m2", "beside"], message: "Merge the release\n" },
  // A second root.
  { id: "root2", message: "btrfs: initial import\n" },
  { id: "root2b", parents: ["root2"], message: "btrfs: second\n" },
  { id: "m4", parents: ["m3", "root2b"], message: "Merge btrfs\n" },
  { id: "oct1", parents: ["m3"], message: "octopus arm 1\n" },
  { id: "oct2", parents: ["m2"], message: "octopus arm 2\n" },
  { id: "oct3", parents: ["root"], message: "octopus arm 3\n" },
  { id: "oct3b", parents: ["oct3"], message: "octopus arm 3, second\n" },
  { id: "m5", parents: ["m4", "oct1", "oct2", "oct3b"], message: "Merge branches 'a', 'b' and 'c'\n" },
  // A subsystem's merge that the mainline was fast-forwarded over: on the chain, no merge brought it.
  { id: "sub1", parents: ["m5"], message: "subsystem work\n" },
  { id: "sub2", parents: ["m4"], message: "subsystem's own branch\n" },
  { id: "m6", parents: ["sub1", "sub2"], message: "Merge branch 'sub' of subsystem\n" },
  { id: "m7", parents: ["m6"], message: "Linux 2.6.39\n" },
  { id: "m8", parents: ["m7", "late2"], message: "Merge branch 'late'\n" },
  { id: "m9", parents: ["m8"], message: "Linux 3.0\n" },
  // A candidate that the release does not contain.
  { id: "aborted", parents: ["m9"], message: "Linux 3.9-rc1, taken back\n" },
  { id: "m10", parents: ["m9"], message: "Linux 3.9\n" },
  { id: "m11", parents: ["m10"], message: "Linux 3.10\n" },
  { id: "deep1", parents: ["m9"], message: "deep: first\n" },
  { id: "deep2", parents: ["deep1"], message: "deep: second\n" },
  { id: "sidemerge", parents: ["m10", "deep2"], message: "Merge deep into side\n" },
  { id: "m12", parents: ["m11", "sidemerge"], message: "Merge branch 'side'\n" },
  { id: "m13", parents: ["m12"], message: "Linux 4.14-rc1\n" },
  { id: "lastminute", parents: ["m13"], message: "after the last candidate\n" },
  { id: "m14", parents: ["lastminute"], message: "Linux 4.14\n" },
  { id: "m15", parents: ["m14"], message: "Linux 4.15-rc1\n" },
  { id: "new1", parents: ["m15"], message: "not released yet\n" },
  { id: "new2", parents: ["m14"], message: "brought by an untagged merge\n" },
  { id: "tip", parents: ["new1", "new2"], message: "Merge branch 'new'\n" },
  { id: "vfio1", parents: ["m9"], message: "vfio: foreign work\n" },
  { id: "vfio2", parents: ["vfio1", "m10"], message: "Merge mainline into vfio\n" },
  // Names that are no UTF-8, ring the bell, turn the text round.
  {
    id: "latin",
    parents: ["tip"],
    author: Buffer.from("J\xf6rg M\xfcller", "latin1"),
    message: "latin name\n",
  },
  {
    id: "bell",
    parents: ["latin"],
    author: "Bell \u0007\u001b[31m",
    message: "control \u0007\u001b[31m bytes\n",
  },
  { id: "bidi", parents: ["bell"], author: "\u202eevoL", message: "bidi \u202etxet\u2069\n" },
];

/** Lightweight tags; the annotated and the odd ones come below. */
const tags: [name: string, commit: string][] = [
  ["v2.6.12-rc2", "root"],
  ["v2.6.12", "m1"],
  ["v2.6.13-rc1", "m2"],
  ["v2.6.13", "beside"],
  ["v2.6.14-rc1", "m3"],
  ["v2.6.14-rc2", "m3"],
  ["v2.6.14", "m4"],
  ["v2.6.39", "m7"],
  ["v3.0-rc1", "m8"],
  ["v3.0", "m9"],
  ["v3.9", "m10"],
  ["v4.14-rc1", "m13"],
  ["v4.14", "m14"],
  ["v4.15-rc1", "m15"],
  // Foreign: earlier than the releases, and looking like them from afar.
  ["vfio-v5", "late2"],
  ["v5", "late1"],
  ["v3", "deep1"],
  ["mine-v2.6.12", "late1"],
  ["v2.6.012", "late2"],
  ["v2.6.14-vfio", "sub2"],
  ["v3.9-rc1-aborted", "aborted"],
  ["v3.0-rc1-next", "skew1"],
  ["next-20110101", "tip"],
];

const heads: [name: string, commit: string][] = [
  ["master", "bidi"],
  ["vfio", "vfio2"],
];

export interface KernelShaped {
  directory: string;
  /** Hash by the id of the commit. */
  shas: Map<string, string>;
}

/**
 * Writes a small bare repository that has the shapes of the kernel's history which lead simple methods astray.
 * @param more commits and lightweight tags on top of it
 */
export function kernelShaped(
  directory: string,
  more: { commits?: CommitDraft[]; tags?: [string, string][]; heads?: [string, string][] } = {},
): KernelShaped {
  const shas = importCommits(directory, [...commits.map(dated), ...(more.commits ?? [])]);
  const at = (id: string) => shas.get(id) as string;
  const create =
    (kind: string) =>
    ([name, id]: [string, string]) =>
      `create refs/${kind}/${name} ${at(id)}`;
  const updates = [
    ...[...tags, ...(more.tags ?? [])].map(create("tags")),
    ...[
      ...heads.filter(([name]) => !more.heads?.some(([other]) => other === name)),
      ...(more.heads ?? []),
    ].map(create("heads")),
  ];
  gitFed(directory, `${updates.join("\n")}\n`, "update-ref", "--stdin");
  git(directory, "symbolic-ref", "HEAD", "refs/heads/master");
  const tree = git(directory, "rev-parse", `${at("root")}^{tree}`);
  git(directory, "tag", "-a", "-m", "a tree", "v2.6.11", tree);
  git(directory, "tag", "-a", "-m", "a tree", "v2.6.11-tree", tree);
  git(directory, "tag", "-a", "-m", "inner", "v3.10-inner", at("m11"));
  git(directory, "tag", "-a", "-m", "a tag of a tag", "v3.10", "v3.10-inner");
  return { directory, shas };
}

/** Tagged commits bear the day of their release. */
function dated(draft: CommitDraft): CommitDraft {
  const day = candidateDays[draft.id] ?? releases.find(([, , commit]) => commit === draft.id)?.[1];
  return day ? { committed: dayOf(day), ...draft } : draft;
}
