import { expect, test } from "vitest";
import { combine, type Evidence, previousRelease } from "../../src/domain/header-bracket.ts";

const previous = previousRelease(
  ["v4.9", "v4.10", "v4.11", "v4.12", "v4.13"].map((version) => ({ version })),
);

/** "linux 4.10-4.11", with "-" for nothing; linux alone is the mainline's own. */
function evidence(text: string): Evidence[] {
  return text.split("; ").map((part) => {
    const [, history = "", absent, present, extra] = /^(\w+) ([\d.]*)-([\d.]*)(?: (.*))?$/.exec(part) ?? [];
    return {
      history,
      isMainline: history === "linux",
      absentIn: absent ? `v${absent}` : null,
      presentIn: present ? `v${present}` : null,
      ...(extra?.startsWith("private ") ? { privateIn: extra.replace("private ", "v") } : {}),
      ...(extra?.startsWith("internal") ? { isInternal: true } : {}),
      ...(extra?.includes("=") ? { value: extra.replace(/.*=/, "") } : {}),
    };
  });
}

test.each<[string, string, string]>([
  ["one history closes", "bionic 4.10-4.11", "v4.11"],
  ["two histories close together", "bionic 4.9-4.11; strace 4.10-4.12", "v4.11"],
  ["an interval", "bionic 4.9-4.11", "v4.9..v4.11"],
  ["nothing known before", "linux -4.9", "..v4.9"],
  ["in no release yet", "linux 4.12-", "v4.12.."],
  [
    "a copy that has it too early does not count",
    "bionic 4.9-4.10; linux 4.11-4.12",
    "v4.12 bionic early linux",
  ],
  [
    "a copy that has it too late does not count",
    "strace 4.12-4.13; linux 4.9-4.10",
    "v4.10 strace late linux",
  ],
  [
    "copies that contradict each other widen the bracket",
    "bionic 4.9-4.10; strace 4.11-4.12",
    "v4.9..v4.12 bionic early strace",
  ],
  [
    "what the kernel had for itself is not proven absent",
    "linux 4.9- private 4.10; bionic 4.11-4.12",
    "v4.9..v4.12",
  ],
  [
    "another constant of the same name, which programs may have had before",
    "linux 4.9-4.10 internal=1; bionic 4.11-4.12 =2",
    "v4.9..v4.12 linux value bionic",
  ],
  [
    "another constant before the oldest release",
    "linux -4.9 internal=1; bionic 4.11-4.12 =2",
    "..v4.12 linux value bionic",
  ],
  ["the same constant written in another way", "linux 4.9-4.10 internal=(1<<3); bionic -4.12 =0x8", "v4.10"],
])("%s", (_, given, expected) => {
  for (const order of [evidence(given), evidence(given).reverse()]) {
    const { release, absentIn, presentIn, disputes } = combine(order, previous);
    const answer = release ?? `${absentIn ?? ""}..${presentIn ?? ""}`;
    const first = disputes.map(({ history, kind, against }) => `${history} ${kind} ${against}`);
    const swapped = first.map((each) => each.replace("strace late bionic", "bionic early strace"));
    expect([answer, ...swapped].join(" ")).toBe(expected);
  }
});
