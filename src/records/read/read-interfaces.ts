import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Problem } from "../problem.ts";
import type { HistoryFacts } from "../schema/interface-facts.ts";
import { factsFolder, INTERFACES, NAMES_TABLE, readHistoryFacts } from "./read-facts.ts";

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
  const table = join(folder, NAMES_TABLE);
  const read = readHistoryFacts({ path: folder, file: folder });
  return { ...read, names: existsSync(table) ? readFileSync(table, "utf8") : "" };
}
