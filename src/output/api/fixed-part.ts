import type { Flaws } from "../../model/flaws.ts";
import type { Knowledge } from "../../model/knowledge.ts";
import { MAINLINE } from "../../model/safe-since.ts";
import { flawPart } from "./claim-part.ts";
import { explained } from "./explained.ts";
import type { FixedPart } from "./schema/files.ts";

/** Known flaws and fixes, and the releases that have every one of these fixes. */
export function fixedPart({ flaws, further, branches, complete }: Flaws, known: Knowledge): FixedPart {
  const dated = (version: string) =>
    explained(
      { version, date: known.releaseDate(version) },
      { date: "No source that was read gives the day of this release." },
    );
  const fields = {
    flaws: flaws.map(({ commit, verdict, ...flaw }) => ({
      ...flawPart(flaw),
      commit,
      document: verdict.document.slug,
    })),
    fixes: further.map(({ sha, of, release }) =>
      explained(
        { sha, of: of ?? null, release: release ?? null },
        {
          of: "A record lists it as a fix of the whole change.",
          release: "No source says which release has it.",
        },
      ),
    ),
    branches:
      complete === undefined
        ? null
        : branches.map(({ name, safeSince, open }) =>
            explained(
              {
                branch: name === MAINLINE ? name : `${name.slice(1)}.y`,
                safeSince: safeSince === undefined ? null : dated(safeSince),
                open,
              },
              { safeSince: "No release of it is known to have every fix." },
            ),
          ),
  };
  return explained(fields, { branches: "No source says which release has all of it." });
}
