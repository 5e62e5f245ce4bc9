import { execFileSync, spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";

/** Without what npm tells the programs it starts: another npm would take this checkout for its project. */
const environment = {
  ...Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name))),
  NO_COLOR: "1",
  PATH: `${dirname(process.execPath)}:${process.env["PATH"]}`,
};

export interface Packed {
  /** Bytes of the tarball. */
  size: number;
  /** Paths in it. */
  files: string[];
  /** An empty project in which it is installed. */
  project: string;
}

/**
 * Packs this checkout as a maintainer does, and installs the tarball in an empty project, with remark, which users of
 * the plugin bring.
 */
export function packedProject(folder: string): Packed {
  const npm = (args: string[], cwd: string) =>
    execFileSync("npm", args, { cwd, env: environment, encoding: "utf8", maxBuffer: 1 << 26 });
  const printed = npm(["pack", "--json", "--pack-destination", folder], resolve("."));
  // What prepack's scripts print stands before it.
  const [{ filename, size, files }] = JSON.parse(printed.slice(printed.indexOf("[\n")));
  writeFileSync(join(folder, "package.json"), '{ "private": true, "type": "module" }\n');
  const { remark } = JSON.parse(readFileSync("package.json", "utf8")).devDependencies;
  const packages = [`./${filename}`, `remark@${remark}`];
  npm(["install", "--prefer-offline", "--no-audit", "--no-fund", ...packages], folder);
  return { size, files: files.map(({ path }: { path: string }) => path), project: folder };
}

/** Runs a program in the project. @param program a file of the project, or of this checkout by its whole path */
export function runIn(project: string, program: string, ...args: string[]) {
  const { status, stdout, stderr } = spawnSync(program, args, {
    cwd: project,
    env: environment,
    encoding: "utf8",
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr };
}
