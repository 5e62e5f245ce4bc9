/** The earlier place of what headline.ts holds, until every import has the new one. */
export { type Landing, landings } from "./headline.ts";
