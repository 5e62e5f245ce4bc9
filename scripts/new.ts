import { statSync } from "node:fs";
import { parseArgs } from "node:util";
import { createRecord, type RecordKind, recordKinds } from "../src/records/authoring/create-record.ts";
import { noFolder } from "./content-here.ts";

const usage = `usage: sincelinux new <kind> <slug> [--content DIR]

Writes a draft record with every field explained, and never over another file.
  <kind>         ${recordKinds.join(", ")}
  <slug>         its name in its address: lower-case words joined by hyphens
  --content DIR  the folder to write to instead of content
Exit code: 0 written, 1 the name cannot be had, 2 wrong use.
`;

/** Writes a draft. @returns 0 written, 1 the name cannot be had, 2 wrong use */
export async function run(args: string[]): Promise<number> {
  let parsed: { values: { content: string; help: boolean }; positionals: string[] };
  try {
    parsed = parseArgs({
      args,
      allowPositionals: true,
      options: {
        content: { type: "string", default: "content" },
        help: { type: "boolean", short: "h", default: false },
      },
    });
  } catch (error) {
    return misused((error as Error).message);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(usage);
    return 0;
  }
  const [kind = "", slug, ...rest] = positionals;
  if (!isKind(kind))
    return misused(`expected one of ${recordKinds.join(", ")}, found ${JSON.stringify(kind)}`);
  if (slug === undefined) return misused("expected a slug");
  if (rest.length > 0)
    return misused(`expected one slug, found ${rest.length + 1}; join its words by hyphens`);
  if (!statSync(values.content, { throwIfNoEntry: false })?.isDirectory()) {
    return misused(noFolder(values.content));
  }
  const created = createRecord(values.content, kind, slug);
  if ("refused" in created) {
    process.stderr.write(`new: ${created.refused}\n`);
    return 1;
  }
  process.stdout.write(
    `Wrote ${created.path}, a draft.\nFill in what says TODO, run "sincelinux check", and remove "draft: true" when it is done.\n`,
  );
  return 0;
}

function isKind(text: string): text is RecordKind {
  return (recordKinds as string[]).includes(text);
}

function misused(message: string): number {
  process.stderr.write(`new: ${message}\n\n${usage}`);
  return 2;
}
