import { type Bracket, combine, type Evidence, evidenceFrom } from "../domain/header-bracket.ts";
import { readIdentifier, rowsOf } from "../domain/identifier.ts";
import type { NameRow } from "../domain/names-table.ts";
import type { HistoryFacts, Observation } from "../records/schema/interface-facts.ts";

/** The answer for one identifier. The keys up to `error` are a contract with programs that read the JSON. */
export interface InterfaceAnswer {
  input: string;
  kind: "interface";
  name: string;
  /** "v5.6"; null: the headers give an interval, or nothing. */
  release: string | null;
  /** The newest release that is proven to lack it; null: none is. */
  absentIn: string | null;
  /** The oldest release that is proven to have it; null: none is. */
  presentIn: string | null;
  /** What the release rests on. */
  origin: "headers" | null;
  observations: (Observation & { history: string })[];
  error: "unknown" | null;
  /** The header that has it: "linux/sched.h". */
  header?: string;
  /** Histories that contradict others. */
  disputes?: Bracket["disputes"];
  /** Header histories that have it in no import, each with its newest; beside observations those whose end it is absent from. */
  never?: { history: string; newest: string }[];
  /** Known names that differ least from an unknown one; absent where they were not looked for. */
  nearest?: string[];
}

/** What is known of interfaces. */
export interface InterfaceSources {
  /** Facts of the content, or of histories at hand, by the id of the history. */
  histories: ReadonlyMap<string, HistoryFacts>;
  /** The table of all names. */
  names: ReadonlyMap<string, NameRow>;
  previous: (release: string) => string | null;
}

/**
 * Says since which release a name is in the kernel's headers.
 * @param input a name in any form that `readIdentifier` knows
 * @example answerInterface("CLONE_NEWTIME", sources).release // "v5.6"
 */
export function answerInterface(
  input: string,
  { histories, names, previous }: InterfaceSources,
): InterfaceAnswer {
  const identifier = readIdentifier(input);
  const name = identifier?.name ?? input;
  const row = (identifier ? rowsOf(identifier) : []).map((each) => names.get(each)).find((each) => each);
  const observations = [...histories].flatMap(([history, { interfaces }]) => {
    const seen = Object.hasOwn(interfaces, name) ? interfaces[name] : undefined;
    return seen ? [{ ...seen, history }] : [];
  });
  const never = [...histories].flatMap(([history, facts]) =>
    facts.never.includes(name) ? [{ history, newest: facts.newest.label }] : [],
  );
  const combined = combine([...evidenceFrom(histories, name), ...(row ? [ofTable(row)] : [])], previous);
  const { release, absentIn, presentIn } = combined;
  const disputes = combined.disputes.filter(({ against }) => against !== TABLE);
  const isKnown = presentIn !== null;
  const isObserved = observations.some(({ absent }) => absent?.path != null && absent.release === absentIn);
  // Beside observations only the histories whose end the bracket begins with.
  const shown = never.filter(
    ({ newest }) => observations.length === 0 || (!isObserved && newest.replace(/^after /, "") === absentIn),
  );
  return {
    input,
    kind: "interface",
    name,
    ...{ release, absentIn, presentIn },
    origin: isKnown ? "headers" : null,
    observations,
    error: isKnown ? null : "unknown",
    ...(row && row.header !== "" ? { header: row.header } : {}),
    ...(disputes.length > 0 ? { disputes } : {}),
    ...(shown.length > 0 ? { never: shown } : {}),
  };
}

const TABLE = "names.txt";

/** The table says what all histories together do. */
function ofTable({ absentIn, presentIn }: NameRow): Evidence {
  return { history: TABLE, isMainline: true, absentIn, presentIn };
}
