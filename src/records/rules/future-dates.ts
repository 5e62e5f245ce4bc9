import type { Path } from "../read/locate.ts";
import type { Rule } from "./rule.ts";

/** No date is in the future. For a time with a zone, the local day counts. */
export const futureDates: Rule = ({ corpus, releasesFile, today, report }) => {
  const check = (file: string, path: Path, date: string | null | undefined) => {
    if (!date || date.slice(0, 10) <= today) return;
    report(
      file,
      path,
      "a date that is not in the future",
      { value: date },
      `Today is ${today}; correct the date.`,
    );
  };
  for (const { file, status, patchsets } of corpus.changes) {
    check(file, ["status", "asOf"], status.asOf);
    for (const [at, { date }] of patchsets.entries()) check(file, ["patchsets", at, "date"], date);
  }
  for (const { file, date, claims } of corpus.documents) {
    check(file, ["date"], date);
    for (const [at, claim] of claims.entries()) {
      const isMoment =
        claim.field === "authorDate" || claim.field === "committerDate" || claim.field === "releaseDate";
      if (isMoment) check(file, ["claims", at, "value"], claim.value);
    }
  }
  for (const [at, { date }] of corpus.releases.entries()) check(releasesFile, ["releases", at, "date"], date);
  for (const [at, { date }] of corpus.stableReleases.entries()) {
    check(releasesFile, ["stable", at, "date"], date);
  }
};
