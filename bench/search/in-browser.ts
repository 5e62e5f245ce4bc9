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
  const page = await opened(browser, slowed);
  await page.addInitScript(watchFirstResult);
  served.taken();
  await page.goto(`${served.origin}/search/?q=namespace`);
  const firstResult = await page.waitForFunction(() => (globalThis as { firstResult?: number }).firstResult);
  const shown = Number(await firstResult.jsonValue());
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

/** The same for Pagefind, on an empty page that shows five results. */
export async function measurePagefind(browser: Browser, served: Served, slowed: number): Promise<Measured> {
  const page = await opened(browser, slowed);
  served.taken();
  await page.goto(`${served.origin}/empty/`);
  await page.evaluate(askPagefind, { texts: ["namespace"], pause: 0 } satisfies Asked);
  const firstResult = await page.evaluate(() => performance.now());
  const bytesToFirst = served.taken().reduce((sum, { bytes }) => sum + bytes, 0);
  await page.close();

  const typing = await opened(browser, slowed);
  await typing.addInitScript(watchBlocks);
  await typing.goto(`${served.origin}/empty/`);
  const prefixes = typed.flatMap((text) => Array.from(text, (_, at) => text.slice(0, at + 1)));
  const keys = await typing.evaluate(askPagefind, { texts: prefixes, pause: PAUSE } satisfies Asked);
  const block = await typing.evaluate(longestBlock);
  await typing.close();
  const bytesAfter = served.taken().reduce((sum, { bytes }) => sum + bytes, 0) - bytesToFirst;
  return { bytesToFirst, bytesAfter, firstResult, keys: keys.sort((a, b) => a - b), block };
}

async function opened(browser: Browser, slowed: number): Promise<Page> {
  const page = await browser.newPage();
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: slowed });
  return page;
}
