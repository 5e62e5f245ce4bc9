import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { KernelShaped } from "../git/kernel-shaped.ts";
import { git, gitFed } from "../git/run-git.ts";
import type { HostileGroup } from "./hostile-case.ts";

const PERSON = "Odd <odd@example.org>";
const LATE = "later than any date\n";
const NOW = "1500000000 +0000";

/** The lines between the parents and the message, and the message: what git may not write, but reads. */
const oddCommits: [headers: string, message: string | Buffer][] = [
  ["", "no author and no committer\n"],
  [`author ${PERSON}\ncommitter ${PERSON}`, "no dates\n"],
  ["author\ncommitter", "empty names\n"],
  [`author ${PERSON} ${NOW}\ncommitter ${PERSON} -62135596800 +0000`, "committed in the year 1\n"],
  [`author ${PERSON} -62135596800 +0000\ncommitter ${PERSON} ${NOW}`, "written in the year 1\n"],
  [`author ${PERSON} 253402300799 +0000\ncommitter ${PERSON} 253402300799 +0000`, "in the year 9999\n"],
  [`author ${PERSON} ${"9".repeat(30)} +9999\ncommitter ${PERSON} ${"9".repeat(30)} -9999`, LATE],
  [`author ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}`, `${"a huge subject ".repeat(100_000)}\n`],
  [`author ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}`, "a NUL \0 in the subject\n\nand \0 below\n"],
  [
    `author ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}`,
    Buffer.from("no UTF-8 \xff\xfe\xc0\x80\n", "latin1"),
  ],
  [`author ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}\nencoding nonsense`, "an encoding that is none\n"],
  [`author ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}\ngpgsig ${"x".repeat(1_000_000)}`, "a huge header\n"],
  [`author ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}`, ""],
  [`author ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}`, "\n\n\n"],
  [`author ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}`, `Fixes: ${"0".repeat(1_000_000)}\n`],
];

/** Each on the one before, from the tip of the mainline. */
function addOddCommits(clone: string, { shas }: KernelShaped, isGraphed: boolean): string[] {
  const tree = git(clone, "rev-parse", "refs/heads/master^{tree}");
  let tip = shas.get("bidi") as string;
  // git computes its graph for ever where a date is the largest that it knows.
  const written = oddCommits.filter(([, message]) => !isGraphed || message !== LATE);
  const added = written.map(([headers, message]) => {
    const head = `tree ${tree}\nparent ${tip}\n${headers}${headers === "" ? "" : "\n"}\n`;
    const object = Buffer.concat([Buffer.from(head), Buffer.from(message as string)]);
    tip = gitFed(clone, object, "hash-object", "-t", "commit", "-w", "--stdin", "--literally");
    return tip;
  });
  git(clone, "update-ref", "refs/heads/odd", tip);
  return added;
}

/** One commit, on the mainline's tip, that merges many. */
function addWideMerge(clone: string, { shas }: KernelShaped, parents: number): string[] {
  const root = shas.get("bidi") as string;
  const side = Array.from(
    { length: parents - 1 },
    (_, at) =>
      `commit refs/heads/side\nmark :${at + 1}\ncommitter ${PERSON} ${NOW}\ndata <<E\nside ${at}\nE\nfrom ${root}\n\nreset refs/heads/side\n\n`,
  );
  const merge = `commit refs/heads/wide\ncommitter ${PERSON} ${NOW}\ndata <<E\nwide\nE\nfrom ${root}\n`;
  const merged = Array.from({ length: parents - 1 }, (_, at) => `merge :${at + 1}\n`);
  gitFed(clone, `${side.join("")}${merge}${merged.join("")}\n`, "fast-import", "--quiet", "--force");
  return [git(clone, "rev-parse", "refs/heads/wide")];
}

/** Commits on the mainline's tip, each of which fixes or reverts the one before. */
function addFixes(clone: string, { shas }: KernelShaped, count: number): string[] {
  const tree = git(clone, "rev-parse", "refs/heads/master^{tree}");
  let tip = shas.get("bidi") as string;
  for (let at = 0; at < count; at += 1) {
    const body = at % 3 === 0 ? `This reverts commit ${tip}.` : `Fixes: ${tip.slice(0, 12)} ("x")`;
    const object = `tree ${tree}\nparent ${tip}\nauthor ${PERSON} ${NOW}\ncommitter ${PERSON} ${NOW}\n\nfix ${at}\n\n${body}\n`;
    tip = gitFed(clone, object, "hash-object", "-t", "commit", "-w", "--stdin");
  }
  git(clone, "update-ref", "refs/heads/fixes", tip);
  return [tip];
}

function withGraph(clone: string): void {
  git(clone, "commit-graph", "write", "--reachable");
}

/** What is odd in commits and their number. */
export const commitCases: HostileGroup = [
  "commits",
  [false, true].flatMap((isGraphed) => {
    const how = isGraphed ? ", in a commit-graph" : "";
    const wrap =
      (add: (clone: string, original: KernelShaped) => string[]) =>
      (clone: string, original: KernelShaped): string[] => {
        const added = add(clone, original);
        if (isGraphed) withGraph(clone);
        return added;
      };
    return [
      {
        name: `odd commits${how}`,
        add: wrap((clone, original) => addOddCommits(clone, original, isGraphed)),
        outcome: "same" as const,
        followUps: true,
      },
      {
        name: `odd commits, compared with their objects${how}`,
        add: wrap((clone, original) => addOddCommits(clone, original, isGraphed)),
        outcome: "same" as const,
        args: ["--verify"],
      },
      {
        name: `a merge of ${isGraphed ? "5,000" : "70,000"} commits${how}`,
        add: wrap((clone, original) => addWideMerge(clone, original, isGraphed ? 5000 : 70_000)),
        outcome: "same" as const,
        followUps: true,
        // git alone takes seconds.
        env: () => ({ SINCELINUX_GIT_SILENCE: "60" }),
      },
      {
        name: `500 fixes of fixes${how}`,
        add: wrap((clone, original) => addFixes(clone, original, 500)),
        outcome: "same" as const,
        followUps: true,
      },
      {
        name: `100,000 tags${how}`,
        add: wrap((clone, { shas }) => {
          const all = [...shas.values()];
          const tags = Array.from({ length: 100_000 }, (_, at) => `refs/tags/build-${at}`).sort();
          const lines = tags.map((tag, at) => `${all[at % all.length]} ${tag}\n`);
          writeFileSync(join(clone, "packed-refs"), `# pack-refs with: sorted\n${lines.join("")}`);
          return [];
        }),
        outcome: "same" as const,
        followUps: true,
      },
    ];
  }),
];
