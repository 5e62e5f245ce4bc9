import type { Rule } from "./rule.ts";

/** A build option is listed once, and for interfaces of its own record. */
export const buildOptions: Rule = ({ corpus, report, reportUnknown }) => {
  for (const { file, config, interfaces } of corpus.changes) {
    const names = interfaces.map(({ name }) => name);
    const seen = new Set<string>();
    for (const [at, { option, interfaces: needing }] of config.entries()) {
      if (seen.has(option)) {
        const remedy = "Join the two: one entry, with all interfaces and sources.";
        report(file, ["config", at, "option"], "each build option once", { value: option }, remedy);
      }
      seen.add(option);
      for (const [index, name] of needing.entries()) {
        if (names.includes(name)) continue;
        const place = ["config", at, "interfaces", index];
        const otherwise = "Add it to the interfaces, or correct the name.";
        reportUnknown(file, place, "an interface of this record", name, names, otherwise);
      }
    }
  }
};
