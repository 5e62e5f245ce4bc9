import type { Trailer } from "../../records/schema/facts.ts";
import { trailerKeys } from "../../records/schema/trailer-keys.ts";

const plainKeys = new Map(
  trailerKeys.filter((key) => key !== "Cc stable").map((key) => [key.toLowerCase(), key] as const),
);
/** For one search through the whole message, which costs less than a look at every line. */
const LINE = new RegExp(`(?<![^\\n])(${[...plainKeys.keys()].join("|")}|cc):[ \\t]*(\\S[^\\n]*)`, "gi");
const STABLE = /\bstable@(?:vger\.)?kernel\.org\b/i;

/**
 * The trailers that facts keep, in the order of the message. Anywhere in it, not only in its last paragraph:
 * maintainers put notes between them.
 */
export function trailersOf(message: string): Trailer[] {
  const trailers: Trailer[] = [];
  for (const [, name = "", value = ""] of message.matchAll(LINE)) {
    const key = plainKeys.get(name.toLowerCase()) ?? (isCcStable(name, value) ? "Cc stable" : undefined);
    if (key) trailers.push({ key, value: value.trimEnd() });
  }
  return trailers;
}

function isCcStable(name: string, value: string): boolean {
  return name.toLowerCase() === "cc" && STABLE.test(value);
}
