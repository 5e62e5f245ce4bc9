import { citeChanges } from "./cite-changes.ts";
import * as sincelinux from "./index.ts";

export type { Options } from "./cite-changes.ts";

/**
 * A remark plugin for documents that cite kernel changes: links known hashes and sincelinux:<slug>, and can
 * append what was cited, with releases, dates and how they are known.
 */
const remarkSincelinux = citeChanges(sincelinux);
export default remarkSincelinux;
