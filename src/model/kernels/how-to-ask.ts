import { describesDetection, methodOfKind } from "../detection.ts";
import type { Subject } from "./subject.ts";

/**
 * How a program can find out on the running kernel; for a change, where its page says so.
 * @example howToAsk(subjectOf("openat2", sources)) // "Call it with arguments that do nothing: ENOSYS ..."
 */
export function howToAsk(subject: Exclude<Subject, { kind: "unknown" }>): string | null {
  if (subject.kind === "change") {
    return describesDetection(subject.entry)
      ? `See "Detection" in the record of the change: /changes/${subject.name}/`
      : null;
  }
  const [kind = "flag"] = subject.kinds;
  return methodOfKind(kind);
}
