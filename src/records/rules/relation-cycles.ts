import type { ChangeRecord } from "../corpus.ts";
import { type RelationType, relationTypes } from "../schema/change.ts";
import type { Rule } from "./rule.ts";

/** Relations of one type form no cycle. */
export const relationCycles: Rule = ({ corpus, report }) => {
  const bySlug = new Map(corpus.changes.map((change) => [change.slug, change]));
  for (const type of relationTypes) {
    for (const cycle of cyclesOf(bySlug, type)) {
      const [first = "", second = first] = cycle;
      const change = bySlug.get(first);
      const at =
        change?.relations.findIndex((relation) => relation.type === type && relation.to === second) ?? -1;
      if (!change || at === -1) continue;
      const found = [...cycle, first].join(" → ");
      report(change.file, ["relations", at], `no cycle of ${type}`, found, "Remove one of these relations.");
    }
  }
};

/** Each cycle once, starting with the slug that sorts first. */
function cyclesOf(bySlug: ReadonlyMap<string, ChangeRecord>, type: RelationType): string[][] {
  const cycles = new Map<string, string[]>();
  const done = new Set<string>();
  const trail: string[] = [];
  const follow = (slug: string): void => {
    const start = trail.indexOf(slug);
    if (start !== -1) {
      const cycle = fromSmallest(trail.slice(start));
      // relation-targets.ts reports changes related to themselves.
      if (cycle.length > 1) cycles.set(cycle.join(" "), cycle);
      return;
    }
    if (done.has(slug)) return;
    trail.push(slug);
    for (const relation of bySlug.get(slug)?.relations ?? []) if (relation.type === type) follow(relation.to);
    trail.pop();
    done.add(slug);
  };
  for (const slug of bySlug.keys()) follow(slug);
  return [...cycles.values()];
}

function fromSmallest(cycle: string[]): string[] {
  const at = cycle.indexOf(cycle.toSorted()[0] ?? "");
  return [...cycle.slice(at), ...cycle.slice(0, at)];
}
