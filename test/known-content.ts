import { knowledgeOf } from "../src/model/knowledge.ts";
import { readContent } from "../src/records/read/read-content.ts";

/** The content of this checkout, read once for all test files of a worker: it takes seconds. Not to be modified. */
export const { corpus, problems } = readContent("content");

export const known = knowledgeOf(corpus);
