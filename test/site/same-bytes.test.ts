import { globSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { expect, inject, test } from "vitest";

const [root, sub] = inject("sites");
if (!root || !sub) throw new Error("no site was built");

/**
 * The bytes of every file below a folder, by its path. A base path, and the digests that follow from it, are left out:
 * several scripts may then have one path, whatever the order of their digests.
 */
function filesOf({ folder, base }: { folder: string; base: string }): Map<string, string> {
  const withoutDigest = (text: string) => text.replaceAll(/(?<=[.-])[\w-]{8}(?=\.(?:css|js)\b)/g, "");
  const withoutBase = (text: string) =>
    base === ""
      ? text
      : text.replaceAll(`="${base}"`, "").replaceAll(new RegExp(`${base}(?=[/"'\`])`, "g"), "");
  const files = globSync("**/*", { cwd: folder }).filter((file) => statSync(join(folder, file)).isFile());
  const texts = Map.groupBy(files, withoutDigest);
  return new Map(
    [...texts].map(([path, same]) => {
      const bytes = same.map((file) =>
        withoutDigest(withoutBase(readFileSync(join(folder, file), "latin1"))),
      );
      return [path, bytes.sort().join("\0")];
    }),
  );
}

/** Paths that only one of the two has, or that differ. */
function differences(left: Map<string, string>, right: Map<string, string>): string[] {
  return [...new Set([...left.keys(), ...right.keys()])].filter((file) => left.get(file) !== right.get(file));
}

const here = filesOf(root);

// build-sites.ts gives the two sites all these.
test("another path, time zone, locale and umask give the same bytes in every file", () => {
  expect(here.size).toBeGreaterThan(1000);
  expect(differences(here, filesOf(sub))).toEqual([]);
});

test("the comparison sees what differs", () => {
  const [first = "", second = ""] = here.keys();
  const other = new Map([...here].slice(1)).set(second, `${here.get(second)} `);
  expect(differences(here, other)).toEqual([first, second]);
  expect(differences(here, filesOf({ ...sub, base: "" }))).toContain("index.html");
});
