import type { Trailer } from "../schema/facts.ts";
import { trailerKeys } from "../schema/trailer-keys.ts";

const plainKeys = new Map(
  trailerKeys.filter((key) => key !== "Cc stable").map((key) => [key.toLowerCase(), key] as const),
);
const STABLE = /\bstable@(?:vger\.)?kernel\.org\b/i;

/**
 * The trailers that facts keep, in the order of the message. Anywhere in it, not only in its last paragraph:
 * maintainers put notes between them.
 */
export function trailersOf(message: string): Trailer[] {
  const trailers: Trailer[] = [];
  for (const line of message.split("\n")) {
    const [, name = "", value = ""] = /^([A-Za-z-]+):[ \t]*(\S.*)$/.exec(line) ?? [];
    const key = plainKeys.get(name.toLowerCase()) ?? (isCcStable(name, value) ? "Cc stable" : undefined);
    if (key) trailers.push({ key, value: value.trimEnd() });
  }
  return trailers;
}

function isCcStable(name: string, value: string): boolean {
  return name.toLowerCase() === "cc" && STABLE.test(value);
}
