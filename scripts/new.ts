import { didYouMean } from "../src/domain/nearest.ts";
import { quoted } from "../src/domain/text.ts";
import { createRecord, type RecordKind, recordKinds } from "../src/records/authoring/create-record.ts";
import { command } from "./command.ts";
import { isFolder, noFolder } from "./content-here.ts";

const usage = `usage: sincelinux new <kind> <slug> [--content DIR]

Writes a draft record with every field explained. It never overwrites a file.
  <kind>         ${recordKinds.join(", ")}
  <slug>         its name in its address: lower-case words joined by hyphens
  --content DIR  the folder to write to instead of content
Exit code: 0 written, 1 the slug is malformed or taken, 2 usage error.
`;

/** Writes a draft. @returns 0 written, 1 the slug is malformed or taken, 2 usage error */
export const run = command(
  {
    name: "new",
    usage,
    allowPositionals: true,
    options: { content: { type: "string", default: "content" } },
  },
  ({ values: { content }, positionals: [kind = "", slug, ...rest], usageError }) => {
    if (!isKind(kind)) {
      const remedy = didYouMean(kind, recordKinds, "Name one of them.");
      return usageError({
        at: "KIND",
        expected: `one of ${recordKinds.join(", ")}`,
        found: quoted(kind),
        remedy,
      });
    }
    if (slug === undefined) return usageError({ at: "SLUG", expected: "a slug" });
    if (rest.length > 0) {
      return usageError({
        at: "SLUG",
        expected: "one slug",
        found: String(rest.length + 1),
        remedy: "Join its words by hyphens.",
      });
    }
    if (!isFolder(content)) return usageError(noFolder(content));
    const { path, problems } = createRecord(content, kind, slug);
    for (const { expected, found, remedy } of problems) {
      process.stderr.write(`new: expected ${expected}, found ${found}. ${remedy}\n`);
    }
    if (problems.length > 0) return 1;
    process.stdout.write(
      `Wrote ${path}, a draft.\nFill in what says TODO, run "sincelinux check", and remove "draft: true" when it is done.\n`,
    );
    return 0;
  },
);

function isKind(text: string): text is RecordKind {
  return (recordKinds as string[]).includes(text);
}
