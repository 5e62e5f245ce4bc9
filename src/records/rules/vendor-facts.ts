import { readIdentifier, rowsOf } from "../../domain/identifier.ts";
import { compareBuilds } from "../../domain/uname.ts";
import type { VendorFactRecord } from "../corpus.ts";
import { layerOf } from "../schema/kernels.ts";
import { PLACEHOLDER } from "./placeholders.ts";
import { type Rule, type RuleContext, wrongChange } from "./rule.ts";

/**
 * A vendor fact is about known lines, changes and interfaces, its builds are in order, and no other fact speaks of the
 * same builds of the same line in the same layer; each of its lines has a source.
 */
export const vendorFacts: Rule = (context) => {
  const { corpus, known, report, reportUnknown } = context;
  const lines = new Map(corpus.kernelLines.map((line) => [line.id, line]));
  const series = new Set(corpus.releases.map(({ version }) => version));
  const listed = new Set(corpus.changes.flatMap(({ interfaces }) => interfaces.map(({ name }) => name)));
  const inTable = new Map<string, boolean>();
  const isKnownName = (name: string) => {
    if (listed.has(name)) return true;
    const identifier = readIdentifier(name);
    const isThere = () =>
      identifier !== null && rowsOf(identifier).some((row) => corpus.names.find(row, () => null) !== null);
    const found = inTable.get(name) ?? isThere();
    inTable.set(name, found);
    return found;
  };
  const isToFill = ({ draft }: VendorFactRecord, text: string) => draft && text.toUpperCase() === PLACEHOLDER;
  for (const fact of corpus.vendorFacts) {
    const { file } = fact;
    for (const [at, line] of fact.lines.entries()) {
      if (isToFill(fact, line) || known.kernelLines.has(line) || series.has(line)) continue;
      reportUnknown(
        file,
        ["lines", at],
        "a known line",
        line,
        lines.keys(),
        "Add the line to kernels/lines.",
      );
    }
    for (const [at, name] of fact.interfaces.entries()) {
      if (isToFill(fact, name) || isKnownName(name)) continue;
      const remedy = "List it in a change, or leave it out: nobody can ask for it.";
      reportUnknown(file, ["interfaces", at], "a known interface", name, listed, remedy);
    }
    for (const [at, change] of fact.changes.entries()) {
      const wrong = wrongChange(change, known);
      if (wrong) report(file, ["changes", at], wrong.expected, { value: change }, wrong.remedy);
    }
    checkBuilds(fact, lines, report);
    checkSources(fact, report);
  }
  checkOverlaps(corpus.vendorFacts, report);
};

/** A source is of lines of its fact, and each of these has one. */
function checkSources({ file, lines, sources }: VendorFactRecord, report: RuleContext["report"]): void {
  for (const [at, { lines: own = [] }] of sources.entries()) {
    for (const [place, line] of own.entries()) {
      if (lines.includes(line)) continue;
      const path = ["sources", at, "lines", place];
      report(file, path, "a line of the fact", { value: line }, "Correct it, or add it to the fact.");
    }
  }
  for (const [at, line] of lines.entries()) {
    if (sources.some(({ lines: own }) => own === undefined || own.includes(line))) continue;
    report(file, ["lines", at], "a line that a source is of", { value: line }, "Add a source, or remove it.");
  }
}

function checkBuilds(
  { file, lines: [line = "", ...more], absentIn, from, until }: VendorFactRecord,
  lines: ReadonlyMap<string, { uname?: string | undefined }>,
  report: RuleContext["report"],
): void {
  const named = Object.entries({ absentIn, from, until }).filter(([, build]) => build !== undefined);
  const [first] = named;
  if (!first) return;
  if (more.length > 0) {
    report(
      file,
      ["lines"],
      "one line where builds are named",
      `${more.length + 1}`,
      "Write a fact for each.",
    );
  }
  const own = lines.get(line);
  if (own && !own.uname?.includes("(?<build>")) {
    const remedy = "Leave the builds out, or name the part of the line's pattern that is the build.";
    report(
      file,
      [first[0]],
      "no builds, which this line's kernels do not show",
      { value: first[1] ?? "" },
      remedy,
    );
  }
  const inOrder = (a: "absentIn" | "from", b: "from" | "until", isBefore: boolean) => {
    const [left, right] = [{ absentIn, from }[a], { from, until }[b]];
    if (left === undefined || right === undefined) return;
    const order = compareBuilds(left, right);
    // A build that the other begins with is not after it: 553 stands for all builds 553.N.
    if (order < 0 || (order === 0 && isBefore)) return;
    report(file, [b], `a build after ${left}`, { value: right }, "Correct one of the two.");
  };
  inOrder("from", "until", true);
  inOrder("absentIn", "from", (absentIn?.length ?? 0) < (from?.length ?? 0));
  if (absentIn !== undefined && from === undefined) {
    const remedy = 'Name the first build with it in "from", or write "until" for one that never came.';
    report(file, ["absentIn"], "a first build with it", "none", remedy);
  }
}

/** Two facts about the same builds are said to contradict each other, or one of them goes. */
function checkOverlaps(facts: VendorFactRecord[], report: RuleContext["report"]): void {
  const bySubject = new Map<string, VendorFactRecord[]>();
  for (const fact of facts) {
    for (const line of fact.lines) {
      for (const name of [...fact.interfaces, ...fact.changes.map((slug) => `change ${slug}`)]) {
        const key = `${line} ${layerOf(fact)} ${name}`;
        bySubject.set(key, [...(bySubject.get(key) ?? []), fact]);
      }
    }
  }
  const told = new Set<string>();
  for (const [key, own] of bySubject) {
    for (const [at, fact] of own.entries()) {
      const other = own.slice(0, at).find((each) => overlap(each, fact));
      if (!other || told.has(`${fact.slug} ${other.slug}`)) continue;
      told.add(`${fact.slug} ${other.slug}`);
      const [line, layer, ...name] = key.split(" ");
      const subject = `${name.join(" ")} in ${line}`;
      const remedy = "Limit the builds of one, or join them; keep what a source contradicts in contradicts.";
      report(
        fact.file,
        ["kind"],
        `one fact about the ${layer} of ${subject} for each build`,
        other.slug,
        remedy,
      );
    }
  }
}

function overlap(a: VendorFactRecord, b: VendorFactRecord): boolean {
  const ends = (x: VendorFactRecord, y: VendorFactRecord) => {
    const start = y.absentIn === undefined ? y.from : undefined;
    return x.until !== undefined && start !== undefined && compareBuilds(x.until, start) < 0;
  };
  return !ends(a, b) && !ends(b, a);
}
