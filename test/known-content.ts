import { knowledge } from "../src/site/content.ts";

/** The content of this checkout as pages see it, read once for all test files of a worker: it takes seconds. Not to be modified. */
export const known = knowledge();

export const { corpus } = known;
