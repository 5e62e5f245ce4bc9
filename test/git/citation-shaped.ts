import type { CommitDraft } from "./import-commits.ts";
import { dayOf, type KernelShaped, kernelShaped } from "./kernel-shaped.ts";

/**
 * The same history with messages that speak of other commits: two steps, because a message can only name a hash
 * that is already there.
 */
export function citationShaped(directory: string, first: KernelShaped): KernelShaped {
  const sha = (id: string) => first.shas.get(id) as string;
  const late1 = sha("late1");
  const short = (id: string) => sha(id).slice(0, 12);
  const commits: CommitDraft[] = [
    {
      id: "fix",
      parents: ["bidi"],
      message: `late: fix it\n\nFixes: ${short("late1")} ("namespaces: early idea")\nLink: https://lore.kernel.org/r/1@example.org\nCc: <stable@vger.kernel.org> # v3.0+\nReviewed-By: A B <a@example.org>\n`,
    },
    {
      id: "revert",
      parents: ["fix"],
      message: `Revert "deep: first"\n\nThis reverts commit ${sha("deep1")}.\n`,
    },
    {
      id: "reverts",
      parents: ["revert"],
      message: `Take three back\n\nThis reverts commit ${sha("oct1")},\n${sha("oct2")} ("octopus arm 2") and ${sha("oct3")}, which came after\n${sha("root2")}.\n`,
    },
    {
      id: "mention",
      parents: ["reverts"],
      message: `talk\n\nSince commit ${short("late1")} all is well; ${sha("deep1")}x is no hash, 0x${sha("deep1")} neither.\nWe go on from ${sha("deep2")}, like commits ${short("m9")} and ${short("m10")}.\n`,
    },
    {
      id: "both",
      parents: ["mention"],
      message: `fix and cite\n\nAs ${short("sub1")} said.\n\nFixes: ${short("sub1")} ("subsystem work")\nFixes: commit ${short("sub2")} ("subsystem's own branch")\n`,
    },
    {
      id: "self",
      parents: ["both"],
      message: `7 digits\n\nfixed by commit ${sha("m12").slice(0, 7)}, not by ${sha("m13").slice(0, 8)} alone\n`,
    },
    {
      id: "picked",
      committed: dayOf("2018-01-28"),
      parents: ["self"],
      message: `vfio\n\n(cherry picked from commit ${sha("vfio1")})\n`,
    },
    {
      id: "s1",
      committed: dayOf("2017-11-20"),
      parents: ["m14"],
      message: `late: fix it\n\ncommit ${late1} upstream.\n\nFixes: ${short("deep1")} ("deep: first")\n`,
    },
    { id: "s2", parents: ["s1"], message: `deep\n\n[ Upstream commit ${sha("deep2")} ]\n\nbody\n` },
    {
      id: "s3",
      committed: dayOf("2017-12-01"),
      parents: ["s2"],
      message: `sub\n\nbody\n\n(cherry picked from commit ${sha("sub1")})\n`,
    },
    {
      id: "s4",
      committed: dayOf("2018-02-01"),
      parents: ["s3"],
      message: `late again\n\ncommit ${late1} upstream.\n`,
    },
    { id: "t1", parents: ["m9"], message: `late: fix it\n\nCommit ${late1} upstream.\n` },
    {
      id: "t2",
      committed: dayOf("2011-08-05"),
      parents: ["t1"],
      message: `stable only\n\nFixes: ${short("root2")} ("btrfs: initial import")\n`,
    },
    {
      id: "u1",
      committed: dayOf("2005-11-05"),
      parents: ["m4"],
      message: `oct\n\ncommit ${sha("oct1")} upstream\n`,
    },
    { id: "pending", parents: ["s4"], message: `pending\n\ncommit ${sha("m12")} upstream.\n` },
  ];
  const tags: [string, string][] = [
    ["v4.14.1", "s1"],
    ["v4.14.2", "s3"],
    ["v4.14.10", "s4"],
    ["v3.0.1", "t2"],
    ["v2.6.14.1", "u1"],
  ];
  const heads: [string, string][] = [
    ["master", "picked"],
    ["linux-4.14.y", "pending"],
    ["linux-3.0.y", "t2"],
    ["linux-2.6.14.y", "u1"],
  ];
  return kernelShaped(directory, { commits, tags, heads });
}
