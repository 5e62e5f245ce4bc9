/** Searches in a worker, so that typing stays smooth however large the index is. */
import { type Answer, answer } from "../engine/answer.ts";
import { type Drawn, drawAnswer } from "../engine/draw-answer.ts";
import type { Kind } from "../index/entry.ts";
import { NameTable } from "../lookup/header-names.ts";
import type { OwnKernel } from "./own-kernel.client.ts";
import { remoteSources } from "./remote-sources.ts";
import type { Loaded } from "./start-worker.ts";

export interface Question {
  text: string;
  /** Kinds of which all hits are wanted. */
  unfolded: Kind[];
  /**
   * When summaries, texts and commits are searched. never: names alone; asked: only where names do not answer; later:
   * names first, while a reader types; now: at once.
   */
  texts: "never" | "asked" | "later" | "now";
  /** The kernel that the reader has set. */
  own: OwnKernel | null;
}

/** What the worker sends. A brief answer is of the first file alone; while a reader types, a full one follows. */
export type Reply =
  | { question: Question; answer: Drawn; isBrief: boolean }
  | { question: Question; failure: string };

const loaded = Promise.withResolvers<Loaded["first"]>();
const sources = remoteSources(import.meta.env.BASE_URL.replace(/\/$/, ""), loaded.promise);
/** Number of titles that are searched for to warm up. */
const WARM_UP_TITLES = 5;
/** No file of names is fetched to warm up. */
const noFiles = { headerNames: async () => new NameTable(""), kernelNames: async () => [] };
/** The only state: the newest question, since only that one gets a second, full answer. */
const state: { newest?: Question } = {};

addEventListener("message", async ({ data }: MessageEvent<Question | Loaded>) => {
  if ("first" in data) {
    loaded.resolve(data.first);
    return;
  }
  state.newest = data;
  if (data.texts === "now") await full();
  const wasFull = sources.isFull();
  await reply(data);
  if (wasFull || data.texts === "never") return;
  if (data.texts === "later") await full();
  else await sources.loadSummaries().catch(() => undefined);
  const isBetter = sources.isFull() || data.texts === "asked";
  if (state.newest === data && isBetter) await reply(data);
});

/** Settles when the full file is loaded, or when loading failed: then the first one is used. */
async function full(): Promise<void> {
  const wasFull = sources.isFull();
  await sources.loadFull().catch(() => undefined);
  if (!wasFull && sources.isFull()) warmUp().catch(() => undefined);
}

/**
 * Searches for prefixes of some titles, so that the JavaScript engine has compiled the search before the reader
 * types. One query per task, so that a question waits for at most one.
 */
async function warmUp(): Promise<void> {
  const { entries } = await sources.library();
  for (const { title } of entries.slice(0, WARM_UP_TITLES)) {
    for (let length = 3; length < title.length; length += 4) {
      await new Promise((resolve) => setTimeout(resolve));
      await answer(title.slice(0, length), { ...sources, ...noFiles }, []);
    }
  }
}

async function reply(question: Question): Promise<void> {
  const { text, unfolded, texts, own } = question;
  try {
    let found = await answer(text, sources, unfolded);
    if (texts !== "never" && !sources.isFull() && !found.look && isInconclusive(found)) {
      // Only the full index can tell that nothing matches, or that a word is misspelt.
      await full();
      found = await answer(text, sources, unfolded);
    }
    const drawn = {
      ...drawAnswer(found, own ? await marksOf(own) : undefined),
      external: await externalPlace(found),
    };
    send({ question, answer: drawn, isBrief: !sources.isFull() });
  } catch (error) {
    send({ question, failure: error instanceof Error ? error.message : String(error) });
  }
}

/** Where to look up what was not found. */
async function externalPlace(found: Answer): Promise<Drawn["external"]> {
  const { look, groups, absent } = found;
  const isFound = look ? look.rows.length > 0 : groups.length > 0 && !absent;
  return isFound ? undefined : (await import("../engine/external-lookup.ts")).externalLookup(found);
}

/** What the own kernel has of a page; nothing where that cannot be loaded. */
async function marksOf(own: OwnKernel): Promise<Parameters<typeof drawAnswer>[1]> {
  const kernels = await sources.kernels().catch(() => undefined);
  if (!kernels) return undefined;
  const [{ namedOwn }, { markOf }] = await Promise.all([
    import("./own-kernel-named.ts"),
    import("../lookup/kernel-verdicts.ts"),
  ]);
  const kernel = namedOwn(own);
  const verdicts = kernels.verdictsOn(kernel);
  return (page) => markOf(page.path, page, kernel, verdicts);
}

function isInconclusive({ text, match, groups, notes, absent }: Answer): boolean {
  // What is not known of a kernel is a note, and no file says more of it.
  const isAboutKernel = /\b(?:has|lacks):/.test(text);
  const isNoted = notes.length > 0 && !isAboutKernel;
  return absent !== undefined || match !== "all" || groups.length === 0 || isNoted;
}

function send(message: Reply): void {
  postMessage(message);
}
