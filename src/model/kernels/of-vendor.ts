import { compareBuilds, type LineCandidate, type NamedKernel } from "../../domain/uname.ts";
import type { VendorFactRecord } from "../../records/corpus.ts";
import { layerOf } from "../../records/schema/kernels.ts";
import type { KernelSources } from "./arrival.ts";
import { howToAsk } from "./how-to-ask.ts";
import { type KernelAnswer, type KnownSubject, removes, verdictOfDefault } from "./kernel-answer.ts";
import { removalBy, standingAt } from "./standing.ts";
import {
  buildsInWords,
  candidateInWords,
  evidenceOfFact,
  isRefusal,
  type LayerState,
  layerOrder,
  layersOf,
  type VendorLayers,
} from "./vendor-layers.ts";

/**
 * The answer for a kernel of a vendor: what vendor facts say, else what the mainline says and how to ask the kernel.
 * @param candidate the line it is taken to be of
 */
export function ofVendor(
  kernel: NamedKernel,
  candidate: LineCandidate,
  subject: KnownSubject,
  blank: KernelAnswer,
  sources: KernelSources,
): KernelAnswer {
  const layers = layersOf(subject, candidate, sources);
  const where = candidateInWords(candidate, sources.lines.get(candidate.line));
  const stated = layerOrder.flatMap((layer) => layers[layer] ?? []);
  const deciding =
    stated.find(({ state }) => state !== "yes") ??
    stated.find(({ fact }) => fact.kind === "patched-differently") ??
    stated.at(-1);
  const base = candidate.base ?? kernel.base;
  const parts = {
    code: layers.code ? layers.code.state !== "no" : stated.some(({ state }) => state !== "no") ? true : null,
    configuration: layers.configuration ? layers.configuration.state !== "no" : null,
    default: layers.default ? onOff(layers.default.state) : null,
  };
  const untold = () =>
    withoutFacts(where, base, layers.others, subject, { ...blank, parts }, candidate.build !== null);
  if (!deciding) return untold();
  const { fact, state } = deciding;
  const first = [deciding, ...stated.filter((each) => each !== deciding)];
  const evidence = first.flatMap((each) => evidenceOfFact(each.fact, subject));
  if (state === "yes" && layers.others.some((other) => isUnsettled(other, candidate.build, layers))) {
    return untold();
  }
  const answer = state === "yes" ? "has" : state === "no" ? "lacks" : verdictOfDefault(state);
  const isPart = state === "no" && fact.absentIn !== undefined && fact.from !== undefined;
  const isOfLine = fact.from === undefined && fact.until === undefined && fact.absentIn === undefined;
  const title = sources.lines.get(candidate.line)?.title;
  const because = isPart
    ? `${where}: not up to build ${fact.absentIn}; ${lowerFirst(fact.summary)}`
    : isOfLine && where !== title
      ? `${where}: as in every release known here, ${lowerFirst(fact.summary)}`
      : `${where}: ${fact.summary}`;
  const howToTell = fact.howToTell ?? howToAsk(subject);
  return {
    ...blank,
    answer,
    because,
    evidence,
    parts,
    howToTell,
    turnOn: state === "no" ? null : (fact.turnOn ?? null),
  };
}

/** A refusal of earlier builds that nothing is known to have ended, or of some builds where no build is named. */
function isUnsettled(fact: VendorFactRecord, build: string | null, layers: VendorLayers): boolean {
  if (!isRefusal(fact)) return false;
  if (build === null) return true;
  if (fact.until === undefined || compareBuilds(build, fact.until) <= 0) return false;
  const laterLayers = layerOrder.slice(layerOrder.indexOf(layerOf(fact)));
  return laterLayers.every((layer) => layers[layer] === null);
}

function lowerFirst(text: string): string {
  return text.replace(/^[A-Z](?=[a-z ])/, (letter) => letter.toLowerCase());
}

function onOff(state: LayerState["state"]): "on" | "off" | "restricted" {
  return state === "yes" ? "on" : state === "restricted" ? "restricted" : "off";
}

/** What other builds of the line have, what the mainline says, and how to ask the kernel. */
function withoutFacts(
  where: string,
  base: string | null,
  others: readonly VendorFactRecord[],
  subject: KnownSubject,
  blank: KernelAnswer,
  isNamed: boolean,
): KernelAnswer {
  const about = others.map((fact) => `${buildsInWords(fact)}: ${lowerFirst(fact.summary)}`);
  const own =
    about.length > 0
      ? `${isNamed ? "No vendor fact is about this build. Others" : "It depends on the build"}: ${about.join(" ")}`
      : "No vendor fact is about it.";
  const { words, baseHas } = mainlineSays(subject, base, about.length > 0);
  const because = `${where}: ${own} ${words}`;
  const evidence = [...blank.evidence, ...others.flatMap((fact) => evidenceOfFact(fact, subject))];
  return { ...blank, answer: "cannot-tell", because, evidence, baseHas, howToTell: howToAsk(subject) };
}

/** What the mainline says, for a kernel that need not be as the mainline, and what that leaves open. */
function mainlineSays(
  subject: KnownSubject,
  base: string | null,
  isOfBuilds = false,
): { words: string; baseHas: boolean | null } {
  const { kind, label, first, complete } = subject;
  const it = `In mainline ${label} ${first.words}`;
  if (base === null) return { words: `${it}.`, baseHas: null };
  const standing = standingAt(first, base);
  if (standing === "lacks") {
    if (removes(subject))
      return { words: `${it}, so its base ${base} still has what it removes.`, baseHas: false };
    const added = isOfBuilds ? "" : " Only a patch of the vendor can have added it.";
    return { words: `${it}, so its base ${base} lacks it.${added}`, baseHas: false };
  }
  if (standing !== "has") return { words: `${it}; its base is ${base}.`, baseHas: null };
  const removal = removalBy(subject, base);
  if (removal?.isOver)
    return { words: `${it}, and ${removal.words}, so its base ${base} lacks it.`, baseHas: false };
  const isWhole = standingAt(complete, base) === "has";
  const whole = kind === "change" ? "All of it" : "What makes it usable";
  const part = isWhole ? "" : ` ${whole} ${complete.words}.`;
  if (removes(subject)) {
    const words = `${it}, so its base ${base} no longer has what it removes.${part}`;
    return { words, baseHas: isWhole ? true : null };
  }
  const removed = isOfBuilds ? "" : " Only the vendor's configuration or a patch can have removed it.";
  return { words: `${it}, so its base ${base} has it.${part}${removed}`, baseHas: isWhole ? true : null };
}

/** The answer for a kernel with a suffix that no line has. */
export function ofNobody(kernel: NamedKernel, subject: KnownSubject, blank: KernelAnswer): KernelAnswer {
  const { words, baseHas } = mainlineSays(subject, kernel.base);
  const because = `The name fits no known line of kernels, so only its base release is used. ${words}`;
  return { ...blank, answer: "cannot-tell", because, baseHas, howToTell: howToAsk(subject) };
}
