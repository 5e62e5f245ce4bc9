import { bench } from "../bench/search/bench.ts";
import { command } from "./command.ts";

const usage = `usage: npm run bench -- search

Measures the search in Chromium, on the content and on 1,000 and 10,000 generated records, and Pagefind on the same
texts: bytes before the first result, bytes and layout shift of a first visit, the time to the first result, the time of
a key press, the longest task of the main thread while everything loads; at full CPU speed, and throttled to a quarter.
Then the first result in turns with that of Pagefind on the same page, as a ratio, and bytes and layout shift of a page of each type.
Exit code: 0 measured, 2 usage error.
`;

/** Measures the search. @returns 0 measured, 2 usage error */
export const run = command({ name: "bench search", usage, options: {} }, async () => {
  await bench((line) => process.stdout.write(`${line}\n`));
  return 0;
});
