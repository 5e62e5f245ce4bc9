import { compareReleases } from "./release.ts";

/** What the headers say of one name. */
export interface NameRow {
  /** "CLONE_NEWTIME"; a system call "openat2()"; a member "clone_args.cgroup"; a struct, union or enum "clone_args{}". */
  name: string;
  /** The newest release that is proven to lack it: "v5.5". */
  absentIn: string | null;
  /** The oldest release that is proven to have it: "v5.6". */
  presentIn: string;
  /** Whether `absentIn` is the release right before `presentIn`. */
  isClosed: boolean;
  /** The header that has it last: "linux/sched.h"; "" for system calls. */
  header: string;
}

/**
 * The path of the table that lists a name, with its place on the page.
 * @example headerPath({ name: "CLONE_NEWTIME", header: "linux/sched.h" }) // "/interfaces/headers/linux/sched.h/#CLONE_NEWTIME"
 */
export function headerPath({ name, header }: Pick<NameRow, "name" | "header">): string {
  return `/interfaces/headers/${header === "" ? "system-calls" : header}/#${shortName(name)}`;
}

/** A name of the table as one writes it: "openat2" for "openat2()", "clone_args" for "clone_args{}". */
export function shortName(name: string): string {
  return name.replace(/\(\)$|\{\}$/, "");
}

const HEADING = `# Names of the kernel's UAPI headers, from header histories; generated, not edited.
# A header, then lines of a release and the names that it has first. "4.10-4.12": absent from v4.10, present in
# v4.12; "-2.6.12": present in v2.6.12, not known to be absent before.
`;

/**
 * The table as text: the same rows give the same bytes.
 * @example formatNames([{ name: "CLONE_NEWTIME", absentIn: "v5.5", presentIn: "v5.6", isClosed: true, header: "linux/sched.h" }])
 */
export function formatNames(rows: readonly NameRow[]): string {
  const headers = Map.groupBy(rows, ({ header }) => header);
  const parts = [...headers].sort(byKey).map(([header, own]) => {
    const releases = Map.groupBy(own, since);
    const lines = [...releases]
      .sort(([, [a]], [, [b]]) => (a && b ? compareRows(a, b) : 0))
      .map(
        ([release, names]) =>
          `${release} ${names
            .map(({ name }) => name)
            .sort()
            .join(" ")}\n`,
      );
    return `\n${header === "" ? "system calls" : header}\n${lines.join("")}`;
  });
  return HEADING + parts.join("");
}

function since({ absentIn, presentIn, isClosed }: NameRow): string {
  const [absent, present] = [absentIn ?? "", presentIn].map((tag) => tag.replace(/^v/, ""));
  return isClosed ? `${present}` : `${absent}-${present}`;
}

function compareRows(a: NameRow, b: NameRow): number {
  return compareReleases(a.presentIn, b.presentIn) || compareReleases(a.absentIn ?? "", b.absentIn ?? "");
}

function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : 1;
}

/**
 * The rows of a table, by name; where two headers have a name, the first.
 * @param previous the mainline release before one
 */
export function parseNames(text: string, previous: (release: string) => string | null): Map<string, NameRow> {
  const rows = new Map<string, NameRow>();
  let header = "";
  for (const line of text.split("\n")) {
    const [, absent, dash, present, names] = /^(?:(\d[\d.]*)?(-))?(\d[\d.]*) (.*)$/.exec(line) ?? [];
    if (present === undefined || names === undefined) {
      if (line !== "" && !line.startsWith("#")) header = line === "system calls" ? "" : line;
      continue;
    }
    const presentIn = `v${present}`;
    const isClosed = dash === undefined;
    const absentIn = isClosed ? previous(presentIn) : absent === undefined ? null : `v${absent}`;
    for (const name of names.split(" ")) {
      if (!rows.has(name)) rows.set(name, { name, absentIn, presentIn, isClosed, header });
    }
  }
  return rows;
}

/** Looks names up in the text of a table without reading its rows, each name once. */
export class NameFinder {
  readonly text: string;
  /** Null: not there, which is found out by reading megabytes. */
  private readonly places = new Map<string, string | null>();
  private written: string[] | undefined;

  /** @param text as `formatNames` writes it; "" for a table without names */
  constructor(text: string) {
    this.text = text;
  }

  /**
   * The row of one name; null where it is not there.
   * @example finder.find("CLONE_NEWTIME", previous)?.presentIn // "v5.6"
   */
  find(name: string, previous: (release: string) => string | null): NameRow | null {
    let place = this.places.get(name);
    if (place === undefined) {
      place = placeOf(this.text, name);
      this.places.set(name, place);
    }
    return place === null ? null : (parseNames(place, previous).get(name) ?? null);
  }

  /** All names as one writes them: "openat2" for "openat2()". */
  all(): readonly string[] {
    this.written ??= [...parseNames(this.text, () => null).keys()].map(shortName);
    return this.written;
  }
}

/** The table cut down to one name: the line of its header, and its own. */
function placeOf(text: string, name: string): string | null {
  if (name === "" || /\s/.test(name)) return null;
  for (let at = text.indexOf(` ${name}`); at >= 0; at = text.indexOf(` ${name}`, at + 1)) {
    const after = text[at + 1 + name.length];
    if (after !== undefined && after !== " " && after !== "\n") continue;
    const start = text.lastIndexOf("\n", at) + 1;
    if (!/^[\d.-]+ /.test(text.slice(start, start + 24))) continue;
    const heading = text.lastIndexOf("\n\n", start) + 2;
    const header = text.slice(heading, text.indexOf("\n", heading));
    const since = text.slice(start, text.indexOf(" ", start));
    return `${header}\n${since} ${name}`;
  }
  return null;
}
