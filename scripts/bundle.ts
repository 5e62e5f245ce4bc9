import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { rolldown } from "rolldown";

/**
 * Writes the compiled command line into one folder, with the packages that it needs: a command loads a few files
 * instead of hundreds, which halves its start-up. Beside it stand the licences of these packages.
 * @param folder in the package, as deep as scripts/ in the checkout
 */
export async function bundleCommand(folder: string): Promise<void> {
  const modules = [
    ...(await bundle("scripts/sincelinux.ts", { dir: folder, format: "esm", entryFileNames: "[name].js" })),
    ...(await bundle("scripts/compile-cache.cjs", {
      dir: folder,
      format: "cjs",
      entryFileNames: "[name].cjs",
    })),
  ];
  const packages = new Set(
    modules.flatMap((path) => /^.*\/node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []),
  );
  writeFileSync(join(folder, "LICENSES"), [...packages].sort().map(licenceOf).join("\n"));
}

interface Output {
  dir: string;
  format: "esm" | "cjs";
  entryFileNames: string;
}

/** @returns the files that went into the bundle */
async function bundle(input: string, output: Output): Promise<string[]> {
  const build = await rolldown({ input, platform: "node", onLog: refuse });
  try {
    const { output: chunks } = await build.write({ ...output, chunkFileNames: "[name]-[hash].js" });
    return chunks.flatMap((chunk) => (chunk.type === "chunk" ? chunk.moduleIds : []));
  } finally {
    await build.close();
  }
}

/** What cannot be resolved would only fail where the package is used. */
function refuse(level: string, { message }: { message: string }): void {
  if (level === "warn") throw new Error(message);
}

function licenceOf(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = readdirSync(folder).find((each) => /^licen[cs]e/i.test(each));
  const text = file === undefined ? "(no file of its own)\n" : readFileSync(join(folder, file), "utf8");
  return `${name} ${version}, ${license}\n\n${text.trim()}\n\n`;
}
