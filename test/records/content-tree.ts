import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Corpus } from "../../src/records/corpus.ts";
import { printProblem } from "../../src/records/problem.ts";
import { readContent } from "../../src/records/read/read-content.ts";

/** Files by their path below content/; null takes one of the sound tree away. */
export type Files = Record<string, string | Uint8Array | null>;

export const TODAY = "2026-06-01";
export const SHA = "d95fa3c76a66b6d76b1e109ea505c55e66360f3c";
export const OTHER_SHA = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";

const BODY =
  "A program that holds a descriptor of a namespace could not ask who owns it. Now it can, by one request on " +
  "that descriptor, and so a tool can draw the tree of namespaces of a machine.\n\nThe request fails with an " +
  "error on older kernels, which tells that it is missing there. It asks for no privilege, but the descriptor has " +
  "to be of a user namespace.";

export const ALPHA = `---
title: Ask a namespace who owns it
tags: [user, pidns]
status:
  state: merged
  asOf: "2026-01-02"
  evidence:
    - document: talk
summary: A program can ask for the owner of a namespace.
commits:
  - sha: "${SHA}"
interfaces:
  - { kind: ioctl, name: NS_GET_OWNER_UID, role: introduces }
---

${BODY}
`;

export const BETA = ALPHA.replace("Ask a namespace who owns it", "Another change")
  .replace(SHA, OTHER_SHA)
  .replace("role: introduces", "role: uses");

export const TALK = `title: A talk
kind: talk
date: "2018-10-25"
outline:
  - heading: Namespaces
    items:
      - { change: alpha, label: "(user) who owns it" }
      - { topic: user, label: User namespace }
claims:
  - { commit: "${SHA}", field: release, value: "v4.14", confidence: quoted }
`;

export const USER = `---
name: User namespaces
kind: namespace
summary: It has its own user IDs and its own capabilities.
---

${BODY}
`;

export const PID = `---
name: PID namespaces
kind: namespace
aliases: [pidns]
summary: It has its own process IDs, which begin at one.
---

${BODY}
`;

export const RELEASES = `source: { title: A list, url: "https://www.kernel.org/" }
releases:
  - { version: "v4.13", date: "2017-09-03" }
  - { version: "v4.14", date: "2017-11-12" }
`;

/** A content folder with one record of each kind and no problem. */
export const SOUND: Files = {
  "changes/alpha.md": ALPHA,
  "topics/user.md": USER,
  "topics/pid.md": PID,
  "documents/talk.yaml": TALK,
  "releases.yaml": RELEASES,
  "repositories/linux.yaml": `title: Linux
url: https://git.kernel.org/linux.git
commitUrl: https://git.kernel.org/torvalds/c/{sha}
releaseTags: ["v2.6.N", "v3+.N"]
candidateSuffix: "-rcN"
stableTags: ["v2.6.N.N", "v3+.N.N"]
`,
  "repositories/libcap.yaml": `title: libcap
url: https://git.kernel.org/libcap.git
commitUrl: https://git.kernel.org/libcap/c/{sha}
releaseTags: ["libcap-N.N"]
`,
};

/** Replaces what a text holds exactly once. */
export function edit(text: string, from: string, to: string): string {
  const parts = text.split(from);
  if (parts.length !== 2) throw new Error(`${JSON.stringify(from)} is there ${parts.length - 1} times`);
  return parts.join(to);
}

/** Writes files to a temporary folder that is gone after the test. @returns its path */
export function writeTree(files: Files): string {
  const folder = mkdtempSync(join(tmpdir(), "sincelinux-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, content] of Object.entries(files)) {
    if (content === null) continue;
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), content);
  }
  return folder;
}

/** Reads a folder as of a day. @returns the corpus, and the problems as printed, below "content" */
export function readTree(folder: string, today = TODAY): { corpus: Corpus; problems: string[] } {
  const { corpus, problems } = readContent(folder, today);
  return { corpus, problems: problems.map((problem) => printProblem(problem).replace(folder, "content")) };
}

/** What is wrong with the sound tree after these files took the place of its own. */
export function problemsWith(files: Files): string[] {
  return readTree(writeTree({ ...SOUND, ...files })).problems;
}
