import type { Rule } from "./rule.ts";

/** A posting that is called the first has a day and evidence, and no other of its record is as early. */
export const firstPostings: Rule = ({ corpus, report }) => {
  for (const { file, patchsets } of corpus.changes) {
    for (const [at, { first, firstEvidence, date }] of patchsets.entries()) {
      if (first !== true) {
        if (firstEvidence === undefined) continue;
        const remedy = "Add first: true, or remove the evidence.";
        report(
          file,
          ["patchsets", at, "firstEvidence"],
          "first: true beside it",
          { value: "evidence alone" },
          remedy,
        );
        continue;
      }
      const place = ["patchsets", at, "first"];
      if (date === undefined || firstEvidence === undefined) {
        const missing = date === undefined ? "date" : "firstEvidence";
        report(
          file,
          place,
          "a first posting with its day and evidence",
          { value: `no ${missing}` },
          `Add ${missing}.`,
        );
        continue;
      }
      const earlier = patchsets.find(
        (other, its) => its !== at && other.date !== undefined && other.date <= date,
      );
      if (!earlier) continue;
      const found = `${earlier.title}, ${earlier.date}`;
      report(
        file,
        place,
        "no posting as early in the record",
        { value: found },
        "Mark the earliest, or none.",
      );
    }
  }
};
