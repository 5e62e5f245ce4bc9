import { apiDocuments } from "../output/api/api-documents.ts";
import { generatedAt } from "../output/api/generated.ts";
import { knowledge } from "./content.ts";
import { href } from "./links.ts";

let made: Map<string, object> | undefined;

/** The files of /api/v1/ by their path below it, made once a build. */
export function api(): Map<string, object> {
  made ??= apiDocuments(
    knowledge(),
    address,
    generatedAt(process.env["SOURCE_DATE_EPOCH"], knowledge().corpus),
  );
  return made;
}

function address(path: string): string {
  const site = import.meta.env.SITE;
  return site ? new URL(href(path), site).href : href(path);
}
