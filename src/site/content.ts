import { join } from "node:path";
import { type Knowledge, knowledgeOf } from "../model/knowledge.ts";
import { readContent } from "../records/read/read-content.ts";

let loaded: Knowledge | undefined;

/** The knowledge of this checkout's content/, read once a build. Content with problems builds no site. */
export function knowledge(): Knowledge {
  loaded ??= read(join(process.cwd(), "content"));
  return loaded;
}

function read(folder: string): Knowledge {
  const { corpus, problems } = readContent(folder);
  if (problems.length > 0) {
    throw new Error(`content/ has ${problems.length} problem(s): "npm run check" lists them.`);
  }
  return knowledgeOf(corpus);
}
