/** What is offered where nothing was found: names like the one that was typed, and the topics. */
import { mostSimilar } from "../../domain/nearest.ts";
import type { Entry } from "../index/entry.ts";
import type { Library } from "./search-text.ts";

/** A page that is offered. */
export interface Offer {
  path: string;
  title: string;
}

export interface NoMatch {
  /** Pages with a similar name, the nearest first. */
  similar: Offer[];
  topics: Offer[];
}

const MOST_SIMILAR = 3;

/** @param text what was typed, without keys */
export function noMatch(text: string, { entries, interfaces }: Library): NoMatch {
  const names = new Map<string, Offer>();
  const add = (name: string, { path, title }: Entry) => {
    if (!names.has(name)) names.set(name, { path, title });
  };
  for (const entry of interfaces.all()) add(entry.title, entry);
  for (const entry of entries) {
    if (entry.kind === "commit" || entry.kind === "release") continue;
    for (const name of [entry.title, ...(entry.aliases ?? []), slugOf(entry)]) add(name, entry);
  }
  const found = mostSimilar(text.replace(/\(\d\w*\)$|\(\)$/, ""), names.keys(), 2 * MOST_SIMILAR);
  const similar = new Map(found.flatMap((name) => names.get(name) ?? []).map((offer) => [offer.path, offer]));
  return {
    similar: [...similar.values()].slice(0, MOST_SIMILAR),
    topics: entries.filter(({ kind }) => kind === "topic").map(({ path, title }) => ({ path, title })),
  };
}

function slugOf({ path }: Entry): string {
  return path.split("/").at(-2) ?? "";
}
