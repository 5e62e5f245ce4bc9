import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { known } from "../known-content.ts";
import { missing, on } from "./open-page.ts";

const [site] = inject("sites");
if (!site) throw new Error("no site was built");
const { folder, origin } = site;
const htmlOf = (topic: string) => readFileSync(join(folder, "topics", topic, "kernels/index.html"), "utf8");
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ")
    .trim();
const rowsOf = (html: string) => [...html.matchAll(/<tr[ >].*?<\/tr>/gs)].map(([row]) => row);
const cellsOf = (row: string) => [...row.matchAll(/<t[hd][ >].*?<\/t[hd]>/gs)].map(([cell]) => cell);

/** Heading of a column to the cell of a row, as HTML. */
function rowNamed(topic: string, name: string): Map<string, string> {
  const rows = rowsOf(htmlOf(topic));
  const headings = cellsOf(rows[0] ?? "").map(wordsOf);
  const row = rows.find((each) => wordsOf(cellsOf(each)[0] ?? "") === name);
  return new Map(cellsOf(row ?? "").map((cell, at) => [headings[at] ?? "", cell]));
}

function cellOf(topic: string, name: string, kernel: string): string {
  const [, cell = "no such cell"] =
    [...rowNamed(topic, name)].find(([heading]) => heading === kernel || heading.startsWith(`${kernel} `)) ??
    [];
  return cell;
}

const MANDLOCK = "Mandatory file locking removed (MS_MANDLOCK has no effect)";
test.each([
  ["user", "ID-mapped mounts on tmpfs", "6.1", "lacks", "/changes/idmapped-tmpfs/"],
  ["user", "ID-mapped mounts on tmpfs", "6.6", "has", "/changes/idmapped-tmpfs/"],
  ["mnt", "openat2", "5.4", "lacks", "/interfaces/openat2/"],
  ["mnt", "openat2", "el8", "has 8.7+", "/kernels/el8/#fact-"],
  ["pid", "clone3", "el8", "lacks", "/kernels/el8/#fact-"],
  ["mnt", "MOUNT_ATTR_IDMAP", "el9", "has 9.3+", "/kernels/el9/#fact-"],
  ["mnt", MANDLOCK, "5.10", "not yet", "/changes/mandatory-locking-removed/"],
  ["mnt", MANDLOCK, "5.15", "gone", "/changes/mandatory-locking-removed/"],
  ["mnt", MANDLOCK, "Debian 12", "cannot tell", "/kernels/debian-12/#facts"],
  ["mnt", "statmount", "Debian 12", "base lacks", "/kernels/debian-12/#facts"],
  ["mnt", "statmount", "Ubuntu 24.04", "base has", "/kernels/ubuntu-24.04/#facts"],
])("%s: %s on %s: %s, with its reason", (topic, name, kernel, words, reason) => {
  const cell = cellOf(topic, name, kernel);
  expect(wordsOf(cell)).toBe(words);
  expect(cell).toContain(`href="${reason}`);
});

test("every topic with changes of the kernel has a table below 60 kB, of the kernels that were asked for", () => {
  const pages = globSync("topics/*/kernels/index.html", { cwd: folder });
  const withChanges = known.corpus.topics.filter(({ id }) =>
    known.changes.some(({ record }) => record.topics.includes(id) && record.repository === "linux"),
  );
  expect(pages.length).toBeGreaterThanOrEqual(withChanges.length);
  expect(withChanges.length).toBeGreaterThan(10);
  const large = pages.filter((file) => gzipSync(readFileSync(join(folder, file))).length > 60_000);
  expect(large).toEqual([]);
  const heading = wordsOf(rowsOf(htmlOf("mnt"))[0] ?? "");
  expect(heading).toMatch(/^Change or interface Since 4\.19 \.\d+ 5\.4 \.\d+ 5\.10 \.\d+ 5\.15 /);
  expect(heading).toMatch(/ el8 8\.10 el9 .*Debian 12 .*Ubuntu 22\.04/);
  expect(heading).not.toMatch(/4\.14|6\.11|Debian 10|Ubuntu 25/);
});

test("every cell says in a word what it means, and links", () => {
  const cells = rowsOf(htmlOf("mnt")).flatMap((row) => cellsOf(row).slice(2));
  const answers = cells.filter((cell) => !cell.includes('scope="col"'));
  expect(answers.length).toBeGreaterThan(2000);
  const words =
    /^(has|gone|lacks|not yet|part|flaws|off|restricted|cannot tell|base has|base lacks|unknown)( \d+\.\d+\+)?$/;
  expect(answers.filter((cell) => !words.test(wordsOf(cell)) || !/<a [^>]*href="\//.test(cell))).toEqual([]);
});

test.concurrent.for([true, false])(
  "only what differs is shown on request, script or not (%s), and a phone keeps the names in sight",
  async (javaScriptEnabled, context) => {
    context.skip(missing !== null, missing ?? "");
    const phone = { javaScriptEnabled, viewport: { width: 390, height: 844 } };
    await on(`${origin}/topics/mnt/kernels/`, phone, async (page) => {
      const shown = (name: string) =>
        page.locator(".matrix tr", { has: page.getByRole("rowheader", { name, exact: true }) }).isVisible();
      expect([await shown("openat2"), await shown("MS_BIND")]).toEqual([true, true]);
      await page.getByLabel("Only what differs").check();
      expect([await shown("openat2"), await shown("MS_BIND")]).toEqual([true, false]);
      await page.getByLabel("Only what differs").uncheck();
      const name = page.getByRole("rowheader", { name: "openat2", exact: true });
      await name.scrollIntoViewIfNeeded();
      const before = await name.boundingBox();
      await page.locator(".matrix").evaluate((box) => box.scrollBy({ left: 500, behavior: "instant" }));
      const after = await name.boundingBox();
      expect(after?.x).toBe(before?.x);
      expect(await page.locator(".matrix").evaluate((box) => box.scrollLeft)).toBeGreaterThan(300);
    });
  },
);
