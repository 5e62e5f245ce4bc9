import { localSources } from "../../src/search/index/build-index.ts";
import { known } from "../known-content.ts";

/** What search reads of this checkout's content, made once for all test files of a worker. Not to be modified. */
export const knownSources = localSources(known);
