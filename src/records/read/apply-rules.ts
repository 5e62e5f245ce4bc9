import { didYouMean } from "../../domain/nearest.ts";
import { quoted } from "../../domain/text.ts";
import type { Problem } from "../problem.ts";
import { bodyLinks } from "../rules/body-links.ts";
import { bodySize } from "../rules/body-size.ts";
import { bodySubstance } from "../rules/body-substance.ts";
import { buildOptions } from "../rules/build-options.ts";
import { claimedFlaws } from "../rules/claimed-flaws.ts";
import { datedReleases } from "../rules/dated-releases.ts";
import { datedWords } from "../rules/dated-words.ts";
import { firstPostings } from "../rules/first-postings.ts";
import { flawRanges } from "../rules/flaw-ranges.ts";
import { futureDates } from "../rules/future-dates.ts";
import { hiddenReferences } from "../rules/hidden-references.ts";
import { interfacePaths } from "../rules/interface-paths.ts";
import { interfaceRoles } from "../rules/interface-roles.ts";
import { kernelLines } from "../rules/kernel-lines.ts";
import { knownReleases } from "../rules/known-releases.ts";
import { knownRepositories } from "../rules/known-repositories.ts";
import { knownSources } from "../rules/known-sources.ts";
import { knownSubjects } from "../rules/known-subjects.ts";
import { linkedHashes } from "../rules/linked-hashes.ts";
import { mergedEvidence } from "../rules/merged-evidence.ts";
import { rawHtml } from "../rules/no-raw-html.ts";
import { placeholders } from "../rules/placeholders.ts";
import { relationCycles } from "../rules/relation-cycles.ts";
import { relationTargets } from "../rules/relation-targets.ts";
import { releaseOrder } from "../rules/release-order.ts";
import { releaseTags } from "../rules/release-tags.ts";
import { repeatedCommits } from "../rules/repeated-commits.ts";
import type { BodyRecord, Report, Rule, RuleContext } from "../rules/rule.ts";
import { sharedCommits } from "../rules/shared-commits.ts";
import { sourcedChanges } from "../rules/sourced-changes.ts";
import { uniqueNames } from "../rules/unique-names.ts";
import { unknownTags } from "../rules/unknown-tags.ts";
import { vendorFacts } from "../rules/vendor-facts.ts";
import { offsetOf, printPath } from "./locate.ts";
import { parseBody } from "./parse-body.ts";
import { placed, type Source } from "./read-record.ts";

const rules: Rule[] = [
  bodyLinks,
  bodySize,
  bodySubstance,
  buildOptions,
  claimedFlaws,
  datedReleases,
  datedWords,
  firstPostings,
  flawRanges,
  futureDates,
  hiddenReferences,
  interfacePaths,
  interfaceRoles,
  kernelLines,
  knownReleases,
  knownRepositories,
  knownSources,
  knownSubjects,
  linkedHashes,
  mergedEvidence,
  placeholders,
  rawHtml,
  relationCycles,
  relationTargets,
  releaseOrder,
  releaseTags,
  repeatedCommits,
  sharedCommits,
  sourcedChanges,
  uniqueNames,
  unknownTags,
  vendorFacts,
];

/** Runs every rule, on unchecked bodies those that read none. @returns the reported problems, with their lines and columns */
export function applyRules(
  given: Omit<RuleContext, "bodies" | "report" | "reportUnknown">,
  sources: ReadonlyMap<string, Source>,
  checked: "checked" | "unchecked",
): Problem[] {
  const problems: Problem[] = [];
  const report: Report = (file, place, expected, what, remedy) => {
    const source = sources.get(file);
    if (!source) throw new Error(`a rule reported on ${file}, which was not read`);
    const found = typeof what === "string" ? what : quoted(what.value);
    const isBody = typeof place === "number";
    const offset = isBody ? source.bodyOffset + place : source.yamlOffset + offsetOf(source.root, place);
    const field = isBody ? "body" : printPath(place) || "file";
    problems.push(placed(file, source.text, { offset, field, expected, found, remedy }));
  };
  const reportUnknown: RuleContext["reportUnknown"] = (file, place, expected, name, known, otherwise) =>
    report(file, place, expected, { value: name }, didYouMean(name, known, otherwise));
  const records: BodyRecord[] =
    checked === "unchecked" ? [] : [...given.corpus.changes, ...given.corpus.topics];
  const bodies = records.flatMap((record) => {
    const { tree } = parseBody(record.body);
    return tree === null ? [] : [{ record, tree }];
  });
  // A body that was not parsed is too large for this rule.
  const applied = checked === "unchecked" ? rules.filter((rule) => rule !== bodySize) : rules;
  for (const rule of applied) rule({ ...given, bodies, report, reportUnknown });
  return problems;
}
