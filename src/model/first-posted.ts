/** The earlier place of what promises.ts holds, until every import has the new one. */
export { firstPosted } from "./promises.ts";
