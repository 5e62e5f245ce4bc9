import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { expect, inject, test } from "vitest";

const [root, sub] = inject("sites");
if (!root || !sub) throw new Error("no site was built");

/** SHA-256 of every file below a folder, by its path. */
function hashes(folder: string): Map<string, string> {
  const files = globSync("**/*", { cwd: folder }).filter((file) => statSync(join(folder, file)).isFile());
  return new Map(
    files.sort().map((file) => [
      file,
      createHash("sha256")
        .update(readFileSync(join(folder, file)))
        .digest("hex"),
    ]),
  );
}

/** Paths that only one of the two has, or that differ. */
function differences(left: Map<string, string>, right: Map<string, string>): string[] {
  return [...new Set([...left.keys(), ...right.keys()])].filter((file) => left.get(file) !== right.get(file));
}

/** Builds a copy of this checkout, from a folder with another name and depth. */
async function buildElsewhere(
  environment: Record<string, string>,
  umask: string,
): Promise<Map<string, string>> {
  const parent = mkdtempSync(join(tmpdir(), "elsewhere "));
  const checkout = join(parent, "another", "checkout");
  try {
    for (const part of ["src", "content", "public", "astro.config.mjs", "package.json", "tsconfig.json"]) {
      cpSync(part, join(checkout, part), { recursive: true });
    }
    symlinkSync(resolve("node_modules"), join(checkout, "node_modules"));
    await promisify(execFile)(
      "sh",
      [
        "-c",
        `umask ${umask} && exec "$@"`,
        "sh",
        process.execPath,
        "node_modules/astro/bin/astro.mjs",
        "build",
        "--logLevel",
        "warn",
      ],
      {
        cwd: checkout,
        maxBuffer: 1 << 26,
        env: {
          ...process.env,
          SITE_URL: "https://sincelinux.example",
          BASE_PATH: "/",
          ASTRO_TELEMETRY_DISABLED: "1",
          ...environment,
        },
      },
    );
    return hashes(join(checkout, "dist"));
  } finally {
    rmSync(parent, { recursive: true, force: true });
  }
}

test(
  "another path, time zone, locale and umask give the same bytes in every file",
  { timeout: 240_000 },
  async () => {
    const here = hashes(root.folder);
    const there = await buildElsewhere(
      { TZ: "Pacific/Kiritimati", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" },
      "077",
    );
    expect(here.size).toBeGreaterThan(1000);
    expect(differences(here, there)).toEqual([]);
  },
);

test("the comparison sees what differs", () => {
  const here = hashes(root.folder);
  expect(differences(here, hashes(sub.folder))).toContain("index.html");
  const [first = ""] = here.keys();
  expect(differences(here, new Map([...here].slice(1)))).toEqual([first]);
});
