import { spawnSync } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";

const setpriv = ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"];

function isDone(program: string, ...args: string[]): boolean {
  return spawnSync(program, args, { stdio: "ignore" }).status === 0;
}

function asNobody(): string | null {
  const [program = "", ...args] = [...setpriv, process.execPath, "--check", "scripts/sincelinux.cjs"];
  return process.getuid?.() === 0 && isDone(program, ...args) ? setpriv.join(" ") : null;
}

/** What begins a command that user 65534 runs; null where that cannot be tried. */
export const AS_NOBODY: string | null = asNobody();

/** Whether file systems may be mounted. */
export const canMount: boolean =
  process.getuid?.() === 0 && isDone("unshare", "--mount", "mount", "-t", "tmpfs", "tmpfs", "/mnt");

/** Mounts a small file system. */
export function mountSmall(folder: string, kib: number): void {
  mkdirSync(folder);
  run("mount", "-t", "tmpfs", "-o", `size=${kib}k`, "tmpfs", folder);
}

/** Leaves no room on the file system of a folder. */
export function fill(folder: string): void {
  spawnSync("dd", ["if=/dev/zero", `of=${join(folder, "fill")}`, "bs=1k"], { stdio: "ignore" });
}

export function unmount(folder: string): void {
  run("umount", folder);
}

export function giveToNobody(...files: string[]): void {
  run("chown", "-R", "65534:65534", ...files);
}

function run(program: string, ...args: string[]): void {
  if (!isDone(program, ...args)) throw new Error(`${program} ${args.join(" ")} failed`);
}
