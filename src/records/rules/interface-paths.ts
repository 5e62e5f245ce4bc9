import { interfacePath } from "../../domain/interface-path.ts";
import type { Rule } from "./rule.ts";

/** An interface has one spelling: two names with one address would be one page. */
export const interfacePaths: Rule = ({ corpus, report }) => {
  const names = new Map<string, string>();
  for (const { file, interfaces } of corpus.changes) {
    for (const [at, { name }] of interfaces.entries()) {
      const path = interfacePath(name).toLowerCase();
      const first = names.get(path) ?? name;
      names.set(path, first);
      if (first !== name)
        report(
          file,
          ["interfaces", at, "name"],
          "one spelling of an interface",
          { value: name },
          `Write "${first}", as another record does, or give this one a name with an address of its own.`,
        );
    }
  }
};
