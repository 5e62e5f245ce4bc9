import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Browser } from "playwright-core";
import { type Knowledge, knowledgeOf } from "../../src/model/knowledge.ts";
import { readContent } from "../../src/records/read/read-content.ts";
import { launch, whyNoBrowser } from "../../test/site/chromium.ts";
import { pageTypes } from "../../test/site/page-types.ts";
import { generatedCorpus } from "./generated-corpus.ts";
import { firstInTurns, type Measured, measureOurs, measurePage, measurePagefind } from "./in-browser.ts";
import { serve } from "./serve.ts";
import { writePagefind } from "./write-pagefind.ts";
import { writeSite } from "./write-site.ts";

/** CPU throttling of the page: none, and that of a cheap phone. */
const SLOWED = [1, 4];
/** How often each first result is measured in turns with Pagefind's; odd, for the median. */
const TURNS = 9;
const heading = [
  "",
  "records",
  "index made",
  "CPU",
  "to first result",
  "then",
  "first visit",
  "layout shift",
  "first result",
  "key p50",
  "key p95",
  "longest block",
];

/** Measures the search on the content and on generated records, and Pagefind on the same texts. */
export async function bench(print: (line: string) => void): Promise<void> {
  const reason = whyNoBrowser();
  if (reason) throw new Error(reason);
  const real = readContent("content").corpus;
  const known = knowledgeOf(real);
  const commitsOfChange = known.commits.length / known.changes.length;
  // Inside the checkout, so that the bundled pages find their packages.
  const parent = mkdtempSync(resolve("node_modules/.bench-search-"));
  const browser = await launch();
  try {
    const built = join(parent, "built");
    execFileSync(
      process.execPath,
      ["node_modules/astro/bin/astro.mjs", "build", "--outDir", built, "--logLevel", "error"],
      {
        stdio: ["ignore", "ignore", "inherit"],
        env: { ...process.env, BASE_PATH: "/", ASTRO_TELEMETRY_DISABLED: "1" },
      },
    );
    print(`| ${heading.join(" | ")} |\n|${" --- |".repeat(heading.length)}`);
    const cases: [name: string, known: Knowledge][] = [["content", known]];
    for (const records of [1_000, 10_000]) {
      cases.push([
        `${records.toLocaleString("en")} generated`,
        knowledgeOf(generatedCorpus(real, records, commitsOfChange)),
      ]);
    }
    for (const [name, world] of cases) {
      const folder = join(parent, name.replace(/\W/g, "-"));
      const records = `${world.changes.length} changes, ${world.commits.length} commits`;
      const { indexed, milliseconds: made } = writeSite(built, folder, world);
      const pagefind = await writePagefind(folder, indexed);
      const commit = indexed.findLast(({ entry }) => entry.kind === "commit")?.entry.title ?? "";
      const served = await serve(folder);
      for (const slowed of SLOWED) {
        print(
          row([name, records, ms(made), cpu(slowed)], await measureOurs(browser, served, slowed, commit)),
        );
      }
      for (const slowed of SLOWED) {
        const measured = await measurePagefind(browser, served, slowed);
        print(row(["Pagefind", "the same", ms(pagefind), cpu(slowed)], measured));
      }
      for (const slowed of SLOWED)
        print(turns(cpu(slowed), await firstInTurns(browser, served, slowed, TURNS)));
      served.close();
    }
    await measurePages(browser, built, print);
  } finally {
    await browser.close();
    rmSync(parent, { recursive: true, force: true });
  }
}

/** The medians of both, and of the quotient within each turn. */
function turns(slowed: string, times: { ours: number; pagefind: number }[]): string {
  const median = (values: number[]) =>
    quantile(
      values.toSorted((a, b) => a - b),
      0.5,
    );
  const ours = median(times.map((each) => each.ours));
  const pagefind = median(times.map((each) => each.pagefind));
  const share = median(times.map((each) => each.ours / each.pagefind));
  const raw = times.map((each) => `${Math.round(each.ours)}/${Math.round(each.pagefind)}`).join(" ");
  return `first result in ${times.length} turns, CPU ${slowed}: ${ms(ours)}, Pagefind ${ms(pagefind)}, ratio ${share.toFixed(2)} (${raw})`;
}

/** A first visit of a page of each type. */
async function measurePages(browser: Browser, built: string, print: (line: string) => void): Promise<void> {
  const served = await serve(built);
  print("\n| page | compressed | first visit | layout shift |\n| --- | --- | --- | --- |");
  for (const path of pageTypes) {
    const { html, all, shift } = await measurePage(browser, served, path);
    print(`| ${path} | ${kilobytes(html)} | ${kilobytes(all)} | ${shift.toFixed(3)} |`);
  }
  served.close();
}

function row(about: string[], measured: Measured): string {
  const { bytesToFirst, bytesAfter, bytesOfVisit, shift, firstResult, keys, block } = measured;
  const cells = [
    ...about,
    kilobytes(bytesToFirst),
    kilobytes(bytesAfter),
    bytesOfVisit === undefined ? "" : kilobytes(bytesOfVisit),
    shift === undefined ? "" : shift.toFixed(3),
    ms(firstResult),
    ms(quantile(keys, 0.5)),
    ms(quantile(keys, 0.95)),
    block === 0 ? "none over 50 ms" : ms(block),
  ];
  return `| ${cells.join(" | ")} |`;
}

function cpu(slowed: number): string {
  return slowed === 1 ? "as it is" : `${slowed} times slower`;
}

function quantile(sorted: number[], share: number): number {
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

function ms(value: number): string {
  return `${value < 100 ? value.toFixed(1) : Math.round(value).toLocaleString("en")} ms`;
}

function kilobytes(value: number): string {
  return `${(value / 1000).toFixed(1)} kB`;
}
