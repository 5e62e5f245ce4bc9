import type { Browser, Page } from "playwright-core";
import {
  type Asked,
  askPagefind,
  layoutShift,
  longestBlock,
  typeInto,
  watchBlocks,
  watchFirstResult,
} from "./in-page.ts";
import type { Served } from "./serve.ts";
import { PAGEFIND_PAGE } from "./write-pagefind.ts";

export interface Measured {
  /** All that a first visit of an answered query loads, compressed: page, styles, fonts, scripts and data. */
  bytesOfVisit?: number;
  /** How far what is seen moves meanwhile: the sum of layout shifts. */
  shift?: number;
  /** Script, index and shards before the first result, compressed. */
  bytesToFirst: number;
  /** Loaded after that, once the reader types. */
  bytesAfter: number;
  /** From the start of the navigation, in milliseconds. */
  firstResult: number;
  /** Each key press: from the input event to the answer, drawn and laid out. In milliseconds, sorted. */
  keys: number[];
  /** The longest block of the page's thread while everything loads; 0 below what counts as one, 50 ms. */
  block: number;
}

/** Milliseconds between an answer and the next key: sixteen keys a second, faster than people type. */
const PAUSE = 60;
/** Typed key by key: names, words, misspellings, keys of the query language. */
const typed = [
  "user namespace",
  "mount propagation",
  "seccomp notification",
  "NS_GET_PARENT",
  "capabilites",
  "SIOCGSKNS",
  "unprivileged fuse mount",
  "tag:user idmap",
  "4.14",
  "file capabilities",
];

/**
 * @param slowed factor by which the page's thread is slowed down
 * @param commit the title of a commit: found only when everything is loaded
 */
export async function measureOurs(
  browser: Browser,
  served: Served,
  slowed: number,
  commit: string,
): Promise<Measured> {
  served.taken();
  const { page, shown } = await ourFirst(browser, served, slowed);
  const before = served.taken();
  await page.waitForLoadState("networkidle");
  const shift = await page.evaluate(layoutShift);
  await page.close();
  const visit = [...before, ...served.taken()];
  const first = before.filter(({ path }) => /\.(js|json)$/.test(path));

  const typing = await opened(browser, slowed);
  await typing.addInitScript(watchBlocks);
  await typing.goto(`${served.origin}/search/?${new URLSearchParams({ q: `"${commit}"` })}`);
  await typing.locator("#results [role=option]").first().waitFor({ timeout: 120_000 });
  await typing.waitForTimeout(500);
  const block = await typing.evaluate(longestBlock);
  const keys = await typing.evaluate(typeInto, { texts: typed, pause: PAUSE });
  await typing.close();
  const full = served.taken().find(({ path }) => path.endsWith("full.json"));
  return {
    bytesOfVisit: visit.reduce((sum, { bytes }) => sum + bytes, 0),
    shift,
    bytesToFirst: first.reduce((sum, { bytes }) => sum + bytes, 0),
    bytesAfter: full?.bytes ?? 0,
    firstResult: shown,
    keys: keys.sort((a, b) => a - b),
    block,
  };
}

/** The same for Pagefind, on the same page. */
export async function measurePagefind(browser: Browser, served: Served, slowed: number): Promise<Measured> {
  served.taken();
  const { page, shown } = await pagefindFirst(browser, served, slowed);
  const sent = served.taken().filter(({ path }) => path.startsWith("/pagefind/"));
  const bytesToFirst = sent.reduce((sum, { bytes }) => sum + bytes, 0);
  await page.close();

  const typing = await opened(browser, slowed);
  await typing.addInitScript(watchBlocks);
  await typing.goto(`${served.origin}${PAGEFIND_PAGE}`);
  const prefixes = typed.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
  const keys = await typing.evaluate(askPagefind, { texts: prefixes, pause: PAUSE } satisfies Asked);
  const block = await typing.evaluate(longestBlock);
  await typing.close();
  const bytesAfter = served.taken().reduce((sum, { bytes }) => sum + bytes, 0) - bytesToFirst;
  return { bytesToFirst, bytesAfter, firstResult: shown, keys: keys.sort((a, b) => a - b), block };
}

/** Opens a query of the address. `shown`: when its first result was drawn, in milliseconds from the navigation. */
async function firstResult(browser: Browser, address: string, slowed: number) {
  const page = await opened(browser, slowed);
  await page.addInitScript(watchFirstResult);
  await page.goto(`${address}?q=namespace`);
  const watched = await page.waitForFunction(() => (globalThis as { firstResult?: number }).firstResult);
  return { page, shown: Number(await watched.jsonValue()) };
}

function ourFirst(browser: Browser, { origin }: Served, slowed: number) {
  return firstResult(browser, `${origin}/search/`, slowed);
}

function pagefindFirst(browser: Browser, { origin }: Served, slowed: number) {
  return firstResult(browser, `${origin}${PAGEFIND_PAGE}`, slowed);
}

/**
 * The first result of both, in turns, so that what else the machine does slows down both.
 * @returns for each turn, in milliseconds from the navigation
 */
export async function firstInTurns(browser: Browser, served: Served, slowed: number, turns: number) {
  const times: { ours: number; pagefind: number }[] = [];
  // Its page is closed before the other one opens: a page goes on loading after its first result.
  const timeOf = async (first: typeof ourFirst) => {
    const { page, shown } = await first(browser, served, slowed);
    await page.close();
    return shown;
  };
  for (let turn = 0; turn < turns; turn += 1) {
    const isOursFirst = turn % 2 === 0;
    const one = await timeOf(isOursFirst ? ourFirst : pagefindFirst);
    const other = await timeOf(isOursFirst ? pagefindFirst : ourFirst);
    times.push(isOursFirst ? { ours: one, pagefind: other } : { ours: other, pagefind: one });
  }
  return times;
}

/** What a first visit of a page loads, compressed, and how far what is seen moves meanwhile. */
export async function measurePage(browser: Browser, served: Served, path: string) {
  served.taken();
  // A page of its own has a cache of its own.
  const page = await browser.newPage();
  await page.goto(served.origin + path, { waitUntil: "networkidle" });
  const shift = await page.evaluate(layoutShift);
  await page.close();
  const sent = served.taken();
  const sum = (of: typeof sent) => of.reduce((total, { bytes }) => total + bytes, 0);
  return { html: sum(sent.filter((each) => each.path === path)), all: sum(sent), shift };
}

async function opened(browser: Browser, slowed: number): Promise<Page> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
  return page;
}
