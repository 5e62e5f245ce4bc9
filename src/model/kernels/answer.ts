import type { LineCandidate, NamedKernel } from "../../domain/uname.ts";
import type { KernelSources } from "./arrival.ts";
import { blankAnswer, type KernelAnswer, type KernelVerdict, type KnownSubject } from "./kernel-answer.ts";
import { ofRelease } from "./of-release.ts";
import { ofNobody, ofVendor } from "./of-vendor.ts";
import { type Subject, subjectOf } from "./subject.ts";

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
      ? ofRelease(kernel, subject, blank, sources)
      : ofLine(kernel, candidate, subject, blank, sources);
  });
  const [only, ...more] = answers;
  if (!only) {
    return kernel.form === "vendor"
      ? ofNobody(kernel, subject, blank)
      : ofRelease(kernel, subject, blank, sources);
  }
  if (more.length === 0) return only;
  const each = candidates.map(({ line }, at) => {
    const { answer, because } = answers[at] ?? blank;
    return { line, answer, because };
  });
  if (more.every(({ answer }) => answer === only.answer)) return { ...only, candidates: each };
  const because = `Its name does not tell which it is. ${each.map((one) => one.because).join(" ")}`;
  const evidence = answers.flatMap((answer) => answer.evidence);
  const told = answers.toSorted(
    (a, b) => Number(a.answer === "cannot-tell") - Number(b.answer === "cannot-tell"),
  );
  const howToTell = told.map((answer) => answer.howToTell).find((how) => how !== null) ?? null;
  const parts = { code: null, configuration: null, default: null };
  return {
    ...only,
    answer: "cannot-tell",
    because,
    evidence,
    parts,
    howToTell,
    turnOn: null,
    candidates: each,
  };
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
