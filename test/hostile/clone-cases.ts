import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { falseParents, forgeGraph, type Graph, impossibleGraphs } from "../git/forged-graphs.ts";
import type { KernelShaped } from "../git/kernel-shaped.ts";
import { oddFiles } from "../git/odd-files.ts";
import { git, gitFed } from "../git/run-git.ts";
import type { HostileCase, HostileGroup } from "./hostile-case.ts";

type Change = (clone: string, original: KernelShaped) => void;

function tag(name: string, id: string): Change {
  return (clone, { shas }) => git(clone, "update-ref", `refs/tags/${name}`, shas.get(id) as string);
}

const tagCases: [name: string, change: Change, outcome?: RegExp, status?: number][] = [
  ["v1.0 at the tip", tag("v1.0", "bidi")],
  ["v0.1 at the tip", tag("v0.1", "bidi")],
  ["v2.6.11 at the tip", tag("v2.6.11", "bidi")],
  ["a known release too early", tag("v5.0", "bidi")],
  ["an unknown newer release", tag("v9.9", "bidi")],
  ["a candidate numbered 0", tag("v5.0-rc0", "bidi")],
  ["a candidate in the wrong place", tag("v3.9-rc1", "m2")],
  ["a candidate beside its release", tag("v3.9-rc1", "aborted")],
  [
    "a symbolic ref as a release",
    (clone) => git(clone, "symbolic-ref", "refs/tags/v4.15", "refs/heads/master"),
  ],
  ["a newer candidate beside the mainline", tag("v4.15-rc2", "vfio2")],
  ["a stable release on the mainline", tag("v2.6.14.9", "m9")],
  [
    "an annotated tag of the tip",
    (clone, { shas }) => git(clone, "tag", "-a", "-m", "x", "v5.0", shas.get("bidi") as string),
  ],
  [
    "a tag of a blob",
    (clone) => git(clone, "tag", "v4.15", gitFed(clone, "blob\n", "hash-object", "-w", "--stdin")),
  ],
  [
    "10,000 false releases",
    (clone, { shas }) => {
      const lines = Array.from(
        { length: 10_000 },
        (_, at) => `create refs/tags/v9.${at} ${shas.get("bidi")}\n`,
      );
      gitFed(clone, lines.join(""), "update-ref", "--stdin");
      git(clone, "pack-refs", "--all");
    },
  ],
  [
    "a mainline older than the newest release",
    (clone, { shas }) => {
      git(clone, "update-ref", "refs/heads/master", shas.get("m11") as string);
      git(clone, "update-ref", "refs/heads/now", shas.get("bidi") as string);
    },
    /refs\/tags\/v4\.15-rc1 is read as the mainline/,
    0,
  ],
];

function config(...settings: [string, string][]): Change {
  return (clone) => {
    for (const [key, value] of settings) git(clone, "config", key, value);
  };
}

const configurations: HostileGroup[1] = [
  {
    name: "an alias for every command used",
    change: config(["alias.rev-list", "!false"], ["alias.show-ref", "!false"], ["alias.cat-file", "!false"]),
    outcome: "same",
  },
  {
    name: "programs in the configuration",
    change: config(
      ["core.fsmonitor", "false"],
      ["core.pager", "false"],
      ["core.alternateRefsCommand", "false"],
      ["core.hooksPath", "/nonexistent"],
    ),
    outcome: "same",
  },
  {
    name: "grafts",
    change: (clone, { shas }) => {
      mkdirSync(join(clone, "info"), { recursive: true });
      writeFileSync(join(clone, "info/grafts"), `${shas.get("m9")}\n`);
    },
    outcome: "same",
  },
  {
    name: "replaced commits",
    change: (clone, { shas }) => git(clone, "replace", shas.get("m9") as string, shas.get("m2") as string),
    outcome: "same",
  },
  {
    name: "a commit that is missing",
    change: (clone, { shas }) => {
      const sha = shas.get("sub1") as string;
      rmSync(join(clone, "objects", sha.slice(0, 2), sha.slice(2)));
    },
    outcome: /Could not read|has a hole|lacks/,
  },
  {
    name: "a mainline that looks like an option",
    change: () => {},
    outcome: /no ref "--output=x"/,
    args: ["--mainline=--output=x"],
  },
];

function graphCase(
  name: string,
  change: (graph: Graph) => void,
  outcome: HostileCase["outcome"],
): HostileCase {
  return { name, change: (clone, { shas }) => forgeGraph(clone, shas, change), outcome };
}

/** What is hostile in refs, files and configurations. */
export const cloneCases: HostileGroup[] = [
  [
    "tags",
    tagCases.map(
      ([name, change, outcome = "same" as const, status]): HostileCase => ({
        name,
        change,
        outcome,
        ...(status === undefined ? {} : { status }),
      }),
    ),
  ],
  ["files", oddFiles.map(([name, change, outcome]) => ({ name, change, outcome }))],
  [
    "commit-graphs",
    [
      ...falseParents.map(([name, change]) => graphCase(`a parent that is ${name}`, change, /other parents/)),
      ...impossibleGraphs.map(([name, change]) => graphCase(name, change, "same")),
    ],
  ],
  ["configurations", configurations],
];
