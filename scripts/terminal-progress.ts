import type { Progress } from "../src/git/messages/scan-messages.ts";

/** Shows progress on one line of standard error, four times a second; does nothing when that is no terminal. */
export function terminalProgress(unit = "messages"): Progress {
  if (!process.stderr.isTTY) return () => {};
  const start = performance.now();
  let shown = start;
  return (done, total) => {
    const now = performance.now();
    if (done === total) process.stderr.write("\r\u001b[K");
    else if (now - shown >= 250) {
      shown = now;
      process.stderr.write(`\r${progressLine(done, total, (now - start) / 1000, unit)}\u001b[K`);
    }
  };
}

/** "read 120,000 of 234,207 messages, 95,000 a second, 2 s left" */
export function progressLine(done: number, total: number, seconds: number, unit = "messages"): string {
  const rate = done / Math.max(seconds, 0.001);
  const number = (value: number) => Math.round(value).toLocaleString("en");
  const left = Math.ceil((total - done) / Math.max(rate, 1));
  return `read ${number(done)} of ${number(total)} ${unit}, ${number(rate)} a second, ${number(left)} s left`;
}
