import { spawn } from "node:child_process";
import { cpSync, existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import { readFolder } from "../../src/enrich/replace-folder.ts";
import { factsFolder } from "../../src/records/read/read-facts.ts";
import { writeContent } from "../enrich/enriched-content.ts";
import type { KernelShaped } from "../git/kernel-shaped.ts";
import { AS_NOBODY, canMount, giveToNobody, mountSmall, unmount } from "./privileges.ts";

interface EnrichCase {
  name: string;
  /** The name of the folder with the content. */
  content?: string;
  /** What sh does with the command, which is "$@"; $CONTENT is the folder with the content. */
  shell: string;
  status: number;
  /** What has to be said; null: nothing is looked for. */
  says: RegExp | null;
  /** Whether the facts are written. */
  isWritten: boolean;
  /** Size of the disk with the content in KiB, where it is one of its own. */
  disk?: number;
  isOfNobody?: boolean;
}

const wrote = { shell: '"$@"', status: 0, says: /Wrote content\/facts/, isWritten: true };
const kept = { status: 1, isWritten: false };
const oddNames = ["a b", "line\nfeed", "q\"uo'te", "-dash", "--check", "$(touch x)", "*", "%s%n", "\u202e"];

const cases: EnrichCase[] = [
  ...oddNames.map((content) => ({ name: `content in ${JSON.stringify(content)}`, content, ...wrote })),
  {
    name: "two at once",
    shell: '"$@" & "$@"; first=$?; wait $!; second=$?; [ $first = 0 ] || [ $second = 0 ]',
    ...{ status: 0, says: null, isWritten: true },
  },
  {
    name: "no file of more than 1 KiB",
    shell: 'trap "" XFSZ; ulimit -f 2; "$@"',
    ...{ ...kept, says: /EFBIG|File too large/ },
  },
  {
    name: "standard output that is full",
    shell: '"$@" > /dev/full',
    status: 1,
    says: /cannot be written/,
    isWritten: true,
  },
  {
    name: "24 open files at most",
    shell: 'ulimit -n 24; "$@"',
    status: 2,
    says: /ulimit -n 256/,
    isWritten: false,
  },
  ...(canMount
    ? [0, 4, 12, 40, 80].map((room) => ({
        name: `a disk with ${room} KiB left`,
        disk: 256,
        shell: `dd if=/dev/zero of="$CONTENT/../fill" bs=1k 2>/dev/null; truncate -s -${room}k "$CONTENT/../fill"; "$@"`,
        ...{ ...kept, says: /no space left on device.*The facts are as they were/i },
      }))
    : []),
  ...(AS_NOBODY === null
    ? []
    : [
        {
          name: "content that cannot be written",
          shell: `${AS_NOBODY} "$@"`,
          ...kept,
          says: /EACCES.*The facts are as they were/,
        },
        {
          name: "content that cannot be written, compared",
          shell: `${AS_NOBODY} "$@" --check`,
          ...kept,
          says: /The facts are stale/,
        },
        { name: "user 65534", isOfNobody: true, ...wrote, shell: `${AS_NOBODY} "$@"` },
      ]),
];

/**
 * Runs `enrich` where it can fail. The facts are the old or the new ones, no lock and nothing half written is left.
 * @returns how many were tried, and a line for each that was not held
 */
export async function enrichFailures(
  folder: string,
  original: KernelShaped,
): Promise<{ tried: number; failures: string[] }> {
  const failures: string[] = [];
  const shas = [...original.shas.values()];
  const fresh = await freshFacts(join(folder, "fresh"), original, shas);
  for (const each of cases) {
    const parent = join(folder, "runs");
    if (each.disk === undefined) mkdirSync(parent);
    else mountSmall(parent, each.disk);
    const content = writeContent(join(parent, each.content ?? "content"), shas, []);
    const clone = join(folder, "runs.git");
    cpSync(original.directory, clone, { recursive: true });
    if (each.shell.includes("setpriv")) giveToNobody(clone, ...(each.isOfNobody ? [parent] : []));
    const { status, printed } = await enrich(parent, each.content ?? "content", clone, each.shell);
    const facts = readFolder(factsFolder(content));
    const isRight = isDeepStrictEqual(facts, each.isWritten ? fresh : new Map());
    if (status !== each.status) failures.push(`  ${each.name}: ends with ${status}: ${printed.slice(-300)}`);
    else if (each.says?.test(printed) === false) failures.push(`  ${each.name}: says ${printed.slice(-300)}`);
    else if (/\n {4}at /.test(printed)) failures.push(`  ${each.name}: crashes: ${printed.slice(-300)}`);
    else if (!isRight) failures.push(`  ${each.name}: the facts are neither the old nor the new ones`);
    else if (existsSync(join(content, ".facts"))) failures.push(`  ${each.name}: leaves its workspace`);
    if (each.disk !== undefined) unmount(parent);
    for (const path of [parent, clone]) rmSync(path, { recursive: true, force: true });
  }
  return { tried: cases.length, failures };
}

async function freshFacts(
  parent: string,
  original: KernelShaped,
  shas: string[],
): Promise<Map<string, string>> {
  mkdirSync(parent);
  const content = writeContent(join(parent, "content"), shas, []);
  await enrich(parent, "content", original.directory, '"$@"');
  return readFolder(factsFolder(content));
}

function enrich(
  parent: string,
  content: string,
  clone: string,
  shell: string,
): Promise<{ status: number | null; printed: string }> {
  const { PATH = "" } = process.env;
  const program = [process.execPath, join(process.cwd(), "scripts/sincelinux.ts"), "enrich"];
  const args = ["-c", shell, "sh", ...program, `--content=${content}`, `--clone=${clone}`];
  const env = { PATH, CONTENT: join(parent, content) };
  const child = spawn("sh", args, { cwd: parent, env, stdio: ["ignore", "pipe", "pipe"] });
  let printed = "";
  for (const pipe of [child.stdout, child.stderr])
    pipe.on("data", (piece) => {
      printed += piece;
    });
  return new Promise((resolve) => child.on("close", (status) => resolve({ status, printed })));
}
