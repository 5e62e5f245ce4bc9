import type { Progress } from "../src/git/messages/read-with-citing.ts";
import { progressLine } from "../src/git/process/progress-line.ts";

/** Shows progress on one line of standard error, four times a second; does nothing when that is no terminal. */
export function terminalProgress(): Progress {
  if (!process.stderr.isTTY) return () => {};
  const start = performance.now();
  let shown = start;
  return (done, total) => {
    const now = performance.now();
    if (done === total) process.stderr.write("\r\u001b[K");
    else if (now - shown >= 250) {
      shown = now;
      process.stderr.write(`\r${progressLine(done, total, (now - start) / 1000)}\u001b[K`);
    }
  };
}
