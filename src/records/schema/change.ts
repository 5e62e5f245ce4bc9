import { z } from "zod";
import { confidences } from "./claim.ts";
import {
  citation,
  day,
  expected,
  manPage,
  messageId,
  releaseTag,
  sha,
  slug,
  webAddress,
} from "./primitives.ts";
import { KERNEL } from "./repository.ts";

export const changeStates = [
  "idea",
  "proposed",
  "in-review",
  "merged",
  "partly",
  "superseded",
  "rejected",
] as const;
export const commitRoles = ["core", "prep", "uapi", "merge", "fix", "docs", "selftest"] as const;
export const relationTypes = ["landed-as", "superseded-by", "part-of", "requires", "follows"] as const;
export const interfaceKinds = [
  "syscall",
  "flag",
  "ioctl",
  "prctl",
  "capability",
  "proc",
  "sysctl",
  "cgroup",
  "mount-option",
  "netlink",
  "xattr",
  "perf",
  "bpf-helper",
  "device",
  "library",
  "command",
] as const;

/** Those that the kernel's headers define. */
export const headerKinds = ["syscall", "flag", "ioctl", "prctl", "capability", "netlink", "perf"] as const;

export const status = z.strictObject({
  state: z.enum(changeStates).describe("State of the change"),
  asOf: day.describe("The day the state was last checked"),
  evidence: z.array(citation).min(1).describe("What shows it; at least one source"),
  note: z.string().min(1).optional().describe("One sentence that explains the state"),
});

export const commitOfChange = z.strictObject({
  sha,
  role: z
    .enum(commitRoles)
    .default("core")
    .describe("What the commit is to the change; core commits decide its first release"),
  note: z.string().min(1).optional().describe("What this commit does, if its subject does not say"),
  carriesMore: z
    .boolean()
    .optional()
    .describe("true: the change is a small part of this commit, whose flaws are not the change's"),
});

export const patchset = z.strictObject({
  title: z.string().min(1).describe("Title of the posting or branch"),
  url: webAddress.describe("The link as the source has it"),
  messageId: messageId.optional().describe("Message-ID of the posting, when it is known"),
  author: z.string().min(1).optional().describe("Who posted it"),
  date: day.optional().describe("The day it was posted"),
  version: z.string().min(1).optional().describe('"v2", "RFC", as the posting says'),
  note: z.string().min(1).optional().describe("A remark on this posting"),
  first: z
    .literal(true)
    .optional()
    .describe("true: it is known to be the first posting, not only the earliest one in the record"),
  firstEvidence: z
    .array(citation)
    .min(1)
    .optional()
    .describe(
      "What shows that it is the first: a later version that lists all earlier ones, an archive that was read",
    ),
});

export const interfaceRoles = ["introduces", "extends", "removes", "uses"] as const;

/** What a document says of the first release of one interface. */
export const interfaceClaim = z
  .strictObject({
    release: releaseTag.describe("The first release that has the interface, as the document says"),
    document: slug.describe("Slug of the document in content/documents"),
    at: z.string().min(1).optional().describe("Place in the document: an address or a line"),
    confidence: z
      .enum(confidences)
      .describe("quoted: the document says so; derived: we conclude it from the document"),
    reason: z.string().min(1).optional().describe("How it is derived, in our own words"),
  })
  .refine((claim) => claim.confidence !== "derived" || claim.reason !== undefined, {
    path: ["reason"],
    error: expected("a reason for a derived claim", "Say how it follows from the document."),
  });

export const kernelInterface = z.strictObject({
  kind: z.enum(interfaceKinds).describe("What sort of interface it is"),
  name: z.string().min(1).describe('As a program writes it: "NS_GET_PARENT", "/proc/<pid>/ns/user"'),
  role: z
    .enum(interfaceRoles)
    .describe(
      "introduces: it came with this change; extends: it is older, and the change gives it more or another meaning; removes: the change takes it, or all of its effect, away; uses: the change leaves it as it is",
    ),
  commit: sha
    .optional()
    .describe(
      "The commit of this record that introduces it, where the record's commits are of several releases",
    ),
  makesUsable: z
    .literal(true)
    .optional()
    .describe(
      "true, for what it extends: before this change programs met the name, but could not use it, or only with privilege",
    ),
  claims: z
    .array(interfaceClaim)
    .default([])
    .describe("What documents say of its own first release; for what no header defines"),
  dispute: z
    .string()
    .min(1)
    .optional()
    .describe("Why the change introduces it although the headers have it in another release"),
});

/** A build option without which a kernel of the right release has not got the interfaces. */
export const buildOption = z.strictObject({
  option: z
    .string()
    .regex(/^CONFIG_[A-Z0-9_]+$/, expected("the name of a build option", 'Write it like "CONFIG_USER_NS".'))
    .describe('Its name: "CONFIG_USER_NS"'),
  interfaces: z
    .array(z.string().min(1))
    .default([])
    .describe("Those interfaces of this record that need it; left out: all that it introduces"),
  evidence: z.array(citation).min(1).describe("What shows it"),
});

export const relation = z.strictObject({
  type: z.enum(relationTypes).describe("How this change is related to the other"),
  to: slug.describe("Slug of the other change"),
  reason: z
    .string()
    .min(1)
    .optional()
    .describe("Why we judge the two to be connected, when no source says so"),
});

/** The frontmatter of content/changes/<slug>.md. */
export const change = z.strictObject({
  title: z
    .string()
    .min(4)
    .max(100, expected("at most 100 characters", "Shorten the title; details belong in the summary."))
    .describe("A title for lists, in our own words"),
  tags: z.array(z.string().min(1)).min(1).describe("Topics as the source writes them: user, mnt, pidns, all"),
  repository: slug.default(KERNEL).describe("Where its commits are; a file in content/repositories"),
  status: status.describe("Its state, with evidence"),
  summary: z
    .string()
    .min(20)
    .max(
      300,
      expected("at most 300 characters", "Keep to one or two sentences; the rest belongs in the body."),
    )
    .describe("One or two sentences: what a program can do now"),
  commits: z
    .array(commitOfChange)
    .default([])
    .describe("The commits that made it; a merged change needs one, or a claim of its release"),
  patchsets: z.array(patchset).default([]).describe("Its postings to a list, or branches that hold it"),
  interfaces: z
    .array(kernelInterface)
    .default([])
    .describe("What a program uses or sees of it, each with its role"),
  config: z
    .array(buildOption)
    .default([])
    .describe("Build options of the kernel that it needs, each with what shows it"),
  manPages: z.array(manPage).default([]).describe("Manual pages that describe it"),
  removes: z
    .literal(true)
    .optional()
    .describe("true: it takes away what kernels had before; comparisons of kernels list it as removed"),
  relations: z.array(relation).default([]).describe("Its relations to other changes"),
  sources: z.array(citation).default([]).describe("Where it was taken from, and further reading"),
  aliases: z.array(slug).default([]).describe("Earlier slugs; their addresses redirect here"),
  draft: z.boolean().default(false).describe("Drafts are checked, but left out of the site"),
});

export type Change = z.infer<typeof change>;
export type KernelInterface = z.infer<typeof kernelInterface>;
export type InterfaceKind = (typeof interfaceKinds)[number];
export type BuildOption = z.infer<typeof buildOption>;
export type InterfaceRole = (typeof interfaceRoles)[number];
export type CommitOfChange = z.infer<typeof commitOfChange>;
export type ChangeState = (typeof changeStates)[number];
export type CommitRole = (typeof commitRoles)[number];
export type RelationType = (typeof relationTypes)[number];

/** The state of a change as readers see it. */
export const stateWords: Record<ChangeState, string> = {
  idea: "an idea",
  proposed: "proposed",
  "in-review": "in review",
  merged: "merged",
  partly: "partly merged",
  superseded: "superseded",
  rejected: "rejected",
};

/** What sort of interface it is, as readers see it: one, and several. */
export const interfaceKindWords: Record<InterfaceKind, [one: string, several: string]> = {
  syscall: ["system call", "System calls"],
  flag: ["flag or constant", "Flags and constants"],
  ioctl: ["ioctl", "Ioctls"],
  prctl: ["prctl operation", "Prctl operations"],
  capability: ["capability", "Capabilities"],
  proc: ["file of /proc or /sys", "Files of /proc and /sys"],
  sysctl: ["sysctl", "Sysctls"],
  cgroup: ["cgroup file", "Cgroup files"],
  "mount-option": ["mount option", "Mount options"],
  netlink: ["netlink message or attribute", "Netlink messages and attributes"],
  xattr: ["extended attribute", "Extended attributes"],
  "bpf-helper": ["BPF helper", "BPF helpers"],
  perf: ["perf record or field", "Perf records and fields"],
  device: ["device file", "Device files"],
  library: ["library function", "Library functions"],
  command: ["command", "Commands"],
};
