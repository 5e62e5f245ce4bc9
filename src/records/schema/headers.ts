import { z } from "zod";
import { expected, releaseTag } from "./primitives.ts";

const path = z
  .string()
  .max(200)
  .regex(
    /^(?!\.{0,2}(?:\/|$))(?:[\w.+-]|\{arch\})+(?:\/(?!\.{1,2}(?:\/|$))(?:[\w.+-]|\{arch\})+)*$/,
    expected(
      "a path from the root of the repository",
      'Write it like "include/uapi", without a slash at its end.',
    ),
  );

/** What stands for the release in a line or subject. */
const pattern = z
  .string()
  .max(200)
  .regex(
    /^[^\n]*\{(?:release|code)\}[^\n]*$/,
    expected('a text with "{release}" or "{code}"', 'Write it like "kernel {release}".'),
  );

/** What a file of a header history holds. */
export const headerForms = ["headers", "syscall-table", "names", "go-constants"] as const;

const files = z.strictObject({
  path: path.describe("A folder or a file, from the root of the repository"),
  form: z
    .enum(headerForms)
    .default("headers")
    .describe(
      "headers: C headers; syscall-table: a *.tbl of the kernel; names: one system call a line; " +
        "go-constants: SYS_NAME = number",
    ),
  as: z
    .string()
    .regex(/^(?:[\w./+-]|\{arch\})*$/, expected("a path", 'Write it like "linux".'))
    .optional()
    .describe(
      'What stands for the path in the names of its headers: "include/linux" as "linux", where the folder moved',
    ),
  internal: z.boolean().default(false).describe("It also holds what programs do not see"),
  from: releaseTag.optional().describe("The first release to read it in"),
  until: releaseTag.optional().describe("The last release to read it in"),
});

const release = z
  .discriminatedUnion("by", [
    z.strictObject({ by: z.literal("tags") }),
    z.strictObject({ by: z.literal("day") }),
    z.strictObject({ by: z.literal("subject"), patterns: z.array(pattern).min(1) }),
    z.strictObject({ by: z.literal("file"), path, patterns: z.array(pattern).min(1) }),
  ])
  .describe(
    "How an import says its release. tags: its release tags; day: it is the mainline's own history, cut down, and " +
      "the tree on the day of a release is that release; subject: the commit's subject; file: a line of a file. " +
      'In patterns {release} stands for "v5.12" or "5.12-rc4", {code} for LINUX_VERSION_CODE',
  );

/** What makes a repository a header history: it has the kernel's headers, release after release. */
export const headers = z.strictObject({
  branch: z
    .string()
    .regex(/^[\w./+-]+$/, expected("the name of a branch", 'Write it like "main".'))
    .optional()
    .describe("The branch to read; without it the one that HEAD names"),
  files: z
    .array(files)
    .min(1)
    .describe(
      "Where its headers or tables are. A path with {arch} stands for one of each of `otherArchitectures`: a name there is " +
        "not counted, but what any of them had is not new when it comes to the generic headers",
    ),
  otherArchitectures: z
    .array(z.string().regex(/^\w+$/, expected("a name", 'Write it like "sparc".')))
    .default([])
    .describe("Architectures whose own names are not answered, as their folders are called"),
  release,
  exports: z
    .array(path)
    .default([])
    .describe(
      "Kbuild files that begin the lists of headers that programs get (header-y and unifdef-y). Headers of `internal` " +
        "files that they do not list are the kernel's own; before the first such list, what it does not list",
    ),
  untrusted: z
    .array(releaseTag)
    .default([])
    .describe("Releases whose import proves nothing: a vendor's tree, or a mixture"),
  patched: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Names, and headers such as linux/ashmem.h, that it has from a vendor's patches: not read, since the mainline " +
        "had them later, otherwise or never; a struct stands for its members",
    ),
  apart: z
    .array(z.string().min(1))
    .default([])
    .describe(
      "Headers that it updates apart from its imports, such as linux/io_uring.h: that an import lacks a name in them " +
        "proves nothing",
    ),
  partial: z
    .boolean()
    .default(false)
    .describe("It has only some headers: that a name vanishes proves nothing"),
  x86Calls: z
    .boolean()
    .default(true)
    .describe("Whether it has the system calls of x86, without which their absence proves nothing"),
});

export type Headers = z.infer<typeof headers>;
