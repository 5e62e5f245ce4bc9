/** Runs in the browser. Each function is sent there alone, so it must not use anything outside itself. */

export interface Asked {
  texts: string[];
  /** Milliseconds to wait after each. */
  pause: number;
}

export function watchFirstResult(): void {
  new MutationObserver(() => {
    if (!document.querySelector("#results [role=option]")) return;
    const watched = globalThis as { firstResult?: number };
    watched.firstResult ??= performance.now();
  }).observe(document, { childList: true, subtree: true });
}

export function watchBlocks(): void {
  const blocks: number[] = [];
  (globalThis as { blocks?: number[] }).blocks = blocks;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) blocks.push(duration);
  }).observe({ type: "longtask", buffered: true });
}

export function longestBlock(): number {
  return Math.max(0, ...((globalThis as { blocks?: number[] }).blocks ?? []));
}

/** The sum of the layout shifts so far, each a share of the window. */
export function layoutShift(): Promise<number> {
  return new Promise((resolve) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as PerformanceEntry & { value: number }).value;
    }).observe({ type: "layout-shift", buffered: true });
    setTimeout(() => resolve(sum), 300);
  });
}

/** Types as a reader does. An answer has come when the summary above the results changes. @returns milliseconds for each key */
export async function typeInto({ texts, pause }: Asked): Promise<number[]> {
  const field = document.querySelector<HTMLInputElement>("#q");
  const summary = document.querySelector("#found");
  if (!field || !summary) throw new Error("expected the search page");
  const times: number[] = [];
  for (const text of texts) {
    for (let length = 1; length <= text.length; length += 1) {
      const answered = new Promise<void>((resolve) => {
        const observer = new MutationObserver(() => {
          observer.disconnect();
          resolve();
        });
        observer.observe(summary, { childList: true, characterData: true });
      });
      const start = performance.now();
      field.value = text.slice(0, length);
      field.dispatchEvent(new InputEvent("input", { bubbles: true }));
      await answered;
      // Reading a position forces layout.
      summary.getBoundingClientRect();
      times.push(performance.now() - start);
      await new Promise((pressed) => setTimeout(pressed, pause));
    }
  }
  return times;
}

/** Searches as a page that shows five results does. @returns milliseconds for each query */
export async function askPagefind({ texts, pause }: Asked): Promise<number[]> {
  interface Pagefind {
    init(): Promise<void>;
    search(text: string): Promise<{ results: { data(): Promise<unknown> }[] }>;
  }
  const address = "/pagefind/pagefind.js";
  const pagefind = (await import(address)) as Pagefind;
  await pagefind.init();
  const times: number[] = [];
  for (const text of texts) {
    const start = performance.now();
    const { results } = await pagefind.search(text);
    await Promise.all(results.slice(0, 5).map((result) => result.data()));
    times.push(performance.now() - start);
    await new Promise((pressed) => setTimeout(pressed, pause));
  }
  return times;
}
