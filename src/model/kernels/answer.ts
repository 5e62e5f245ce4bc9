import { quoted } from "../../domain/text.ts";
import type { LineCandidate, NamedKernel } from "../../domain/uname.ts";
import type { KernelEvidence, KernelSources } from "./arrival.ts";
import { blankAnswer, type KernelAnswer, type KernelVerdict, type KnownSubject } from "./kernel-answer.ts";
import { ofRelease } from "./of-release.ts";
import { ofNobody, ofVendor } from "./of-vendor.ts";
import { levelLimit } from "./standing.ts";
import { type Subject, subjectOf } from "./subject.ts";
import { candidateInWords } from "./vendor-layers.ts";

/**
 * Whether a kernel has an interface or a change.
 * @param kernel as `kernelReader` reads it
 * @param name an interface, or a change by its slug or title
 * @example answerKernel(read("5.14.0-427.el9"), "io_uring_setup", sources).answer // "off-by-default"
 */
export function answerKernel(kernel: NamedKernel, name: string, sources: KernelSources): KernelAnswer {
  return answerSubject(kernel, subjectOf(name, sources), sources);
}

/** The same for a subject that was looked up already. */
export function answerSubject(kernel: NamedKernel, subject: Subject, sources: KernelSources): KernelAnswer {
  const blank = blankAnswer(kernel, subject);
  if (subject.kind === "unknown") return { ...blank, answer: "unknown", because: subject.because };
  if (kernel.form === "unknown") {
    const because =
      "This names no kernel: give a release such as 5.15.61, the output of uname -r, or a distribution.";
    return { ...blank, answer: "cannot-tell", because };
  }
  const { candidates } = kernel;
  const answers = candidates.map((candidate) => {
    const line = sources.lines.get(candidate.line);
    return line?.isUpstream && candidate.base !== null
      ? ofLevel(kernel, subject, blank, sources)
      : ofLine(kernel, candidate, subject, blank, sources);
  });
  const [only, ...more] = answers;
  if (!only) {
    return kernel.form === "vendor"
      ? ofNobody(kernel, subject, blank)
      : ofLevel(kernel, subject, blank, sources);
  }
  if (more.length === 0) return only;
  const each = candidates.map(({ line }, at) => {
    const { answer, because } = answers[at] ?? blank;
    return { line, answer, because };
  });
  const told = answers.toSorted(
    (a, b) => Number(a.answer === "cannot-tell") - Number(b.answer === "cannot-tell"),
  );
  const isAgreed = more.every(({ answer }) => answer === only.answer);
  const isOneBase = more.every(({ baseHas }) => baseHas === only.baseHas);
  return {
    ...only,
    because: whichInWords(kernel, answers, sources),
    evidence: distinctEvidence(answers.flatMap(({ evidence }) => evidence)),
    howToTell: told.map(({ howToTell }) => howToTell).find((how) => how !== null) ?? null,
    baseHas: isOneBase ? only.baseHas : null,
    ...(isAgreed
      ? {}
      : {
          answer: "cannot-tell",
          parts: { code: null, configuration: null, default: null },
          turnOn: null,
        }),
    candidates: each,
  };
}

/** The answer for a release; of a level that is newer than all that are known, what is known of the newest. */
function ofLevel(
  kernel: NamedKernel,
  subject: KnownSubject,
  blank: KernelAnswer,
  sources: KernelSources,
): KernelAnswer {
  const found = ofRelease(kernel, subject, blank, sources);
  const limit = levelLimit(kernel, sources.known);
  return limit === null ? found : { ...found, because: `${found.because} ${limit}` };
}

/** The reasons of several lines; what is the same for some of them is said once. */
function whichInWords(
  { form, input, candidates }: NamedKernel,
  answers: readonly KernelAnswer[],
  { lines }: KernelSources,
): string {
  const reasons = candidates.map((candidate, at) => {
    const where = candidateInWords(candidate, lines.get(candidate.line));
    const because = answers[at]?.because ?? "";
    const whole = because.startsWith(`${where}: `) ? because.slice(where.length + 2) : because;
    const shared = whole.replaceAll(`its base ${candidate.base}`, "its base");
    return { where, whole, shared };
  });
  const groups = [...Map.groupBy(reasons, ({ shared }) => shared)].map(([shared, group]) => {
    const [first] = group;
    const isOne = new Set(group.map(({ whole }) => whole)).size === 1;
    return `${group.map(({ where }) => where).join(" or ")}: ${isOne ? first?.whole : shared}`;
  });
  const lead =
    form === "name"
      ? `${quoted(input)} stands for ${candidates.length} kernels; name one of them, or give its uname -r. `
      : "The name does not show which of these it is. ";
  return `${groups.length === 1 && form !== "name" ? "" : lead}${groups.join(" ")}`;
}

function distinctEvidence(all: readonly KernelEvidence[]): KernelEvidence[] {
  return [...new Map(all.map((each) => [JSON.stringify(each), each])).values()];
}

/** A line that is named without a minor release is answered where all of them agree, else by which releases differ. */
function ofLine(
  kernel: NamedKernel,
  candidate: LineCandidate,
  subject: KnownSubject,
  blank: KernelAnswer,
  sources: KernelSources,
): KernelAnswer {
  const line = sources.lines.get(candidate.line);
  const whole = ofVendor(kernel, candidate, subject, blank, sources);
  if (candidate.build !== null || whole.answer !== "cannot-tell" || !line) return whole;
  const each = line.releases.map(({ version, build }) => ({
    version,
    answer: ofVendor(kernel, { ...candidate, build, release: version }, subject, blank, sources),
  }));
  const runs: { from: string; to: string; answer: KernelVerdict }[] = [];
  for (const { version, answer } of each) {
    const last = runs.at(-1);
    if (last?.answer === answer.answer) last.to = version;
    else runs.push({ from: version, to: version, answer: answer.answer });
  }
  const [only, ...more] = runs;
  const newest = each.at(-1)?.answer;
  if (!only || !newest || (more.length === 0 && only.answer === "cannot-tell")) return whole;
  if (more.length === 0) return newest;
  const words = runs.map(({ from, to, answer }) => `${from === to ? from : `${from} to ${to}`} ${answer}`);
  return { ...whole, because: `${line.title}: it depends on the release: ${words.join(", ")}.` };
}
