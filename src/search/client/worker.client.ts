/** Searches beside the page: however large the index, typing stays smooth. */
import { type Answer, answer } from "../engine/answer.ts";
import type { Kind } from "../index/entry.ts";
import { remoteSources } from "./remote-sources.ts";

export interface Question {
  text: string;
  /** Kinds of which the reader wants to see more. */
  unfolded: Kind[];
}

/** What the worker sends. An answer that is brief is followed by one from everything, unless that cannot be had. */
export type Reply =
  { question: Question; answer: Answer; isBrief: boolean } | { question: Question; failure: string };

const sources = remoteSources(import.meta.env.BASE_URL.replace(/\/$/, ""));
/** So many titles are typed to warm up. */
const WARM = 5;
let asked: Question | undefined;

// Nobody waits for it: what fails here is told to whoever asks.
sources.full.then(warmUp).catch(() => undefined);

addEventListener("message", async ({ data }: MessageEvent<Question>) => {
  asked = data;
  const wasFull = sources.isFull();
  await reply(data);
  if (wasFull) return;
  await sources.full.catch(() => undefined);
  if (asked === data && sources.isFull()) await reply(data);
});

/**
 * Types some titles before anybody types: browsers make code fast that has run often, and the first words of a
 * reader would be the slowest. One at a time, so that no question waits for more than one.
 */
async function warmUp(): Promise<void> {
  const { entries } = await sources.library();
  for (const { title } of entries.slice(0, WARM)) {
    for (let length = 3; length < title.length; length += 4) {
      await new Promise((resolve) => setTimeout(resolve));
      await answer(title.slice(0, length), sources, []);
    }
  }
}

async function reply(question: Question): Promise<void> {
  const { text, unfolded } = question;
  try {
    let found = await answer(text, sources, unfolded);
    if (!sources.isFull() && !found.look && isPoor(found)) {
      // Before "nothing" is said, or that a word is misspelt, everything is looked at.
      await sources.full.catch(() => undefined);
      found = await answer(text, sources, unfolded);
    }
    send({ question, answer: found, isBrief: !sources.isFull() });
  } catch (error) {
    send({ question, failure: error instanceof Error ? error.message : String(error) });
  }
}

function isPoor({ match, groups, notes }: Answer): boolean {
  return match !== "all" || groups.length === 0 || notes.length > 0;
}

function send(message: Reply): void {
  postMessage(message);
}
