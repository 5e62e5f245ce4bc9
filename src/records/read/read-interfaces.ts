import { join } from "node:path";
import type { Problem } from "../problem.ts";
import type { HistoryFacts } from "../schema/interface-facts.ts";
import { factsFolder, INTERFACES, readHistoryFacts, readNamesTable } from "./read-facts.ts";

/** The facts about interfaces, for commands that need no other content. */
export interface InterfaceFacts {
  /** By the id of the header history. */
  histories: Map<string, HistoryFacts>;
  /** The table of all names, see `parseNames`; "" when there is none. */
  names: string;
  problems: Problem[];
}

/** Reads content/facts/interfaces. */
export function readInterfaceFacts(contentDir: string): InterfaceFacts {
  const folder = join(factsFolder(contentDir), INTERFACES);
  return {
    ...readHistoryFacts({ path: folder, file: folder }),
    names: readNamesTable(factsFolder(contentDir)),
  };
}
