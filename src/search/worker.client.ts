/** Searches beside the page: however large the index, typing stays smooth. */
import { type Answer, answer } from "./answer.ts";
import { remoteSources } from "./remote-sources.ts";

/** What the worker sends; `text` says to which question. */
export type Reply = { text: string; answer: Answer } | { text: string; failure: string };

const sources = remoteSources(import.meta.env.BASE_URL.replace(/\/$/, ""));
let asked = "";

addEventListener("message", async ({ data }: MessageEvent<string>) => {
  asked = data;
  const wasFull = sources.isFull();
  await reply(data);
  if (wasFull) return;
  await sources.full.catch(() => undefined);
  if (asked === data && sources.isFull()) await reply(data);
});

async function reply(text: string): Promise<void> {
  try {
    let found = await answer(text, sources);
    if (!sources.isFull() && !found.look && isPoor(found)) {
      // Before "nothing" is said, or that a word is misspelt, everything is looked at.
      await sources.full.catch(() => undefined);
      found = await answer(text, sources);
    }
    send({ text, answer: found });
  } catch (error) {
    send({ text, failure: error instanceof Error ? error.message : String(error) });
  }
}

function isPoor({ match, groups, notes }: Answer): boolean {
  return match !== "all" || groups.length === 0 || notes.length > 0;
}

function send(message: Reply): void {
  postMessage(message);
}
