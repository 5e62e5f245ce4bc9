import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { expect, inject, test } from "vitest";
import { known } from "../known-content.ts";

const folder = inject("sites")[0]?.folder ?? "";
const htmlOf = (id: string) => readFileSync(join(folder, "kernels", id, "index.html"), "utf8");
const wordsOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&#39;", "'")
    .replaceAll("&quot;", '"')
    .replace(/\s+/g, " ");

/** The rows of vendor facts, and the entries of the list of changes. */
const rowsOf = (html: string) =>
  [...html.matchAll(/<(?:tr|li class="entry")[ >].*?<\/(?:tr|li)>/gs)].map(([row]) => wordsOf(row));

test.each([
  ["el9", "ID-mapped mounts", /from 9\.3 \(build 362\) on/],
  ["el9", "ID-mapped mounts", /disabled from build 25 to 9\.2 \(build 284\)/],
  ["el9", "ID-mapped mounts", /has it From RHEL 9\.3 on they work/],
  ["el9", "io_uring_setup", /off by default from 9\.3 .*kernel\.io_uring_disabled/],
  ["el8", "clone3", /absent up to 8\.10 /],
  ["el8", "clone3", /lacks it/],
  ["el8", "openat2", /backported from 8\.7/],
  ["el7", "Unprivileged user namespaces", /has it, off by default/],
  ["debian-12", "Unprivileged overlayfs mounts in a user namespace", /present all builds/],
  ["ubuntu-24.04", "Unprivileged user namespaces", /restricted all builds .*AppArmor/],
  ["ubuntu-22.04-hwe-6.5", "statmount", /absent/],
])("%s, %s: %s", (id, name, words) => {
  const rows = rowsOf(htmlOf(id)).filter((row) => row.includes(name));
  expect(rows.length).toBeGreaterThan(0);
  expect(
    rows.filter((row) => words.test(row)),
    rows.join("\n"),
  ).not.toEqual([]);
});

test("no page says that a kernel without vendor facts has or lacks a change", () => {
  const words = wordsOf(htmlOf("wsl2-5.15"));
  expect(words).toContain("cannot tell from the version");
  expect(words).not.toMatch(/has it|lacks it/);
});

test("every line has a page below 20 kB compressed, and the list links to it with its base release", () => {
  const pages = globSync("kernels/*/index.html", { cwd: folder });
  expect(pages.length).toBe(known.corpus.kernelLines.length);
  expect(pages.length).toBeGreaterThan(100);
  const large = pages.filter((file) => gzipSync(readFileSync(join(folder, file))).length > 20_000);
  expect(large).toEqual([]);
  const list = htmlOf("");
  const rows = [...list.matchAll(/<tr>.*?<\/tr>/gs)].map(([row]) => row);
  const without = known.corpus.kernelLines.filter(
    ({ id, base }) =>
      !rows.some((row) => row.includes(`/kernels/${id}/"`) && (base === null || row.includes(`>${base}<`))),
  );
  expect(without.map(({ id }) => id)).toEqual([]);
});

test("the list has the series in support, and no others", () => {
  const [series = ""] = /<h2 id="series">.*?<\/table>/s.exec(htmlOf("")) ?? [];
  expect(wordsOf(series)).toMatch(/v6\.12 .*2028-12-31/);
  expect(wordsOf(series)).not.toMatch(/v5\.4 |v6\.11 /);
});

test("vendor facts link to the place in the source", () => {
  expect(htmlOf("el9")).toMatch(
    /<a href="https:\/\/github\.com\/mkuron\/almalinux-kernel\/blob\/7aa70a70f72f\/fs\/namespace\.c#L3887"/,
  );
});
