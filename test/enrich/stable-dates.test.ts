import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { readStableDates } from "../../src/enrich/stable-dates.ts";
import { readContent } from "../../src/records/read/read-content.ts";
import { git } from "../git/run-git.ts";
import { temporaryFolder } from "../git/temporary-folder.ts";

test("days of stable releases are read, without releases of the mainline and those whose day is second 0", async () => {
  const directory = join(temporaryFolder(), "release-data");
  mkdirSync(join(directory, "releases"), { recursive: true });
  const versions = {
    "2.6.12.1": { date: "1970-01-01" },
    "2.6.12.4": { date: "2005-08-08" },
    "2.6.13": { date: "2005-08-28" },
    "5.10.213": { date: "2024-03-15" },
  };
  writeFileSync(join(directory, "releases", "linux-kernel.json"), JSON.stringify({ versions }));
  for (const args of [
    ["init", "-q"],
    ["add", "."],
    ["commit", "-qm", "data"],
  ])
    git(directory, ...args);
  const { dates } = await readStableDates(directory, readContent("content").corpus);
  expect(dates).toEqual({ "v2.6.12.4": "2005-08-08", "v5.10.213": "2024-03-15" });
});
