import type { Evidence } from "../model/evidence.ts";
import { headline } from "../model/headline.ts";
import { interfaceEvidence } from "../model/interface-since.ts";
import { type KernelSources, kernelSources } from "../model/kernels/arrival.ts";
import { allSubjects } from "../model/kernels/compare.ts";
import type { Subject } from "../model/kernels/subject.ts";
import { knowledge } from "./content.ts";
import { changeHref, interfaceHref } from "./links.ts";

type ChangeSubject = Extract<Subject, { kind: "change" }>;

let made: { sources: KernelSources; changes: ChangeSubject[] } | undefined;

/** What the pages about kernels ask about, made once a build. */
export function subjects() {
  if (made) return made;
  const sources = kernelSources(knowledge());
  const changes = allSubjects(sources, { kind: "change" }).filter((each) => each.kind === "change");
  made = { sources, changes };
  return made;
}

/** How the release of a change or an interface is known. */
export function evidenceOfSubject(subject: Subject): Evidence {
  if (subject.kind === "change")
    return headline(subject.entry, subjects().sources.known).first?.evidence ?? "unknown";
  if (subject.kind === "unknown") return "unknown";
  // What only the table of names has is there by its headers.
  return subject.entry ? interfaceEvidence(subject.entry.since).of : "fact";
}

/** The page of a change or an interface. */
export function kernelPageOf({ kind, name }: Subject): string {
  return kind === "change" ? changeHref(name) : interfaceHref(name);
}
