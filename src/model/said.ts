/** The earlier names of best-known.ts, until every import has the new ones. */
export { type BestKnown as Said, bestKnown as said, type Origin, subjectOf } from "./best-known.ts";
