import { apiDocuments } from "../output/api/api-documents.ts";
import { generatedAt } from "../output/api/generated.ts";
import { knowledge } from "./content.ts";
import { absolute, href } from "./links.ts";

let made: Map<string, object> | undefined;

/** The files of /api/v1/ by their path below it, made once a build. */
export function api(): Map<string, object> {
  made ??= apiDocuments(
    knowledge(),
    (path) => absolute(href(path)) ?? href(path),
    generatedAt(process.env["SOURCE_DATE_EPOCH"], knowledge().corpus),
  );
  return made;
}

export function apiPaths() {
  return [...api()].map(([path, content]) => ({
    params: { file: path.replace(/\.json$/, "") },
    props: { content },
  }));
}
