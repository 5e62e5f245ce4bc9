import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";

/** What the tests need of a page in any browser. Clicks and keys are real ones, at a place that the reader can see. */
export interface Tab {
  open(address: string): Promise<void>;
  /** Clicks the first element in sight of those that the selector finds, once there is one. */
  click(selector: string): Promise<void>;
  /** Types into the field that has the focus, and presses Enter. */
  typeAndEnter(text: string): Promise<void>;
  /** Runs a function in the page. Argument and result are JSON. */
  evaluate<Result, Given = undefined>(
    run: (given: Given) => Result | Promise<Result>,
    given?: Given,
  ): Promise<Result>;
}

/** To end what hangs. */
const PATIENCE = 120_000;

/** A reader who begins on the home page. A click counts as an action, and so does a query with Enter; looking is free. */
export class Visitor {
  actions = 0;
  private readonly tab: Tab;

  constructor(tab: Tab) {
    this.tab = tab;
  }

  /** Clicks, and waits where a link's selector says it leads: the page that is left may have what the next action looks for. */
  async click(selector: string): Promise<void> {
    this.actions += 1;
    await this.tab.click(selector);
    const path = /a\[href\$="([^"]+)"\]$/.exec(selector)?.[1];
    if (path !== undefined) await this.sees(path);
  }

  /** Types a query into the search field of the page. */
  async ask(query: string): Promise<void> {
    this.actions += 1;
    await this.tab.evaluate(() => document.querySelector<HTMLElement>("#q")?.focus());
    await this.tab.typeAndEnter(query);
  }

  /** Waits for a page at this path, below any base, its scripts begun, with all of this in its visible text. */
  async sees(path: string, ...texts: (string | RegExp)[]): Promise<void> {
    const end = Date.now() + PATIENCE;
    for (;;) {
      const shown = await this.read((): [string, string] => [
        document.readyState === "complete" ? location.pathname : "",
        document.querySelector("main")?.innerText ?? "",
      ]);
      const text = shown?.[1].replace(/\s+/g, " ") ?? "";
      const isMissing = (each: string | RegExp) =>
        typeof each === "string" ? !text.includes(each) : !each.test(text);
      if (shown?.[0].endsWith(path) && !texts.some(isMissing)) return;
      if (Date.now() > end)
        expect({ path: shown?.[0], missing: texts.filter(isMissing), text }).toEqual({ path });
      await sleep(50);
    }
  }

  /** Reads from the page; undefined while the page is being replaced by another. */
  async read<Result, Given = undefined>(
    run: (given: Given) => Result,
    given?: Given,
  ): Promise<Result | undefined> {
    return this.tab.evaluate(run, given).catch(() => undefined);
  }
}
