import { bench } from "../bench/search/bench.ts";

const usage = `usage: npm run bench -- search

Measures the search in Chromium, on the content and on 1,000 and 10,000 generated records, and Pagefind on the same
texts: bytes before the first result, the time to it, the time of a key press, the longest block of the page's thread
while everything loads; with the thread as fast as it is, and four times slower.
Exit code: 0 measured, 2 wrong use.
`;

/** @returns 0 measured, 2 wrong use */
export async function run(args: string[]): Promise<number> {
  if (args.length > 0) {
    const isHelp = args.includes("--help") || args.includes("-h");
    (isHelp ? process.stdout : process.stderr).write(usage);
    return isHelp ? 0 : 2;
  }
  await bench((line) => process.stdout.write(`${line}\n`));
  return 0;
}
