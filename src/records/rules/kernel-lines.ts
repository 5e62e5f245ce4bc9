import { compareBuilds } from "../../domain/uname.ts";
import type { Rule } from "./rule.ts";

/**
 * A line began with a listed release, its minor releases are in the order of their builds, which its pattern can tell,
 * its days are in order, and a line with the same kernels exists.
 */
export const kernelLines: Rule = ({ corpus, report, reportUnknown }) => {
  const ids = corpus.kernelLines.map(({ id }) => id);
  const releases = corpus.releases.map(({ version }) => version);
  for (const line of corpus.kernelLines) {
    const { file, base, kernelOf } = line;
    if (base !== null && releases.length > 0 && !releases.includes(base)) {
      report(file, ["base"], "a release that releases.yaml lists", { value: base }, "Correct it.");
    }
    if (kernelOf !== undefined && (kernelOf === line.id || !ids.includes(kernelOf))) {
      const others = ids.filter((id) => id !== line.id);
      reportUnknown(file, ["kernelOf"], "another known line", kernelOf, others, "Add the line.");
    }
    if (line.releases.length > 0 && !line.uname?.includes("(?<build>")) {
      const remedy = "Name the part of the pattern that is the vendor's number: (?<build>\\d+).";
      report(file, ["releases"], "a pattern that tells builds", "one without a group build", remedy);
    }
    for (const [at, { build }] of line.releases.entries()) {
      const before = line.releases[at - 1]?.build;
      if (before === undefined || compareBuilds(before, build) < 0) continue;
      report(
        file,
        ["releases", at, "build"],
        `a build after ${before}`,
        { value: build },
        "Put them in order.",
      );
    }
    const days = (["released", "until", "extendedUntil"] as const).flatMap((field) => {
      const day = line[field];
      return day === undefined ? [] : [{ field, day }];
    });
    for (const [at, { field, day }] of days.entries()) {
      const before = days[at - 1];
      if (!before || before.day <= day) continue;
      report(file, [field], `a day from ${before.day} on`, day, "Correct one of the two.");
    }
  }
};
