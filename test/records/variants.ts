import { ALPHA, BETA, edit, TALK } from "./content-tree.ts";

/** A record with more lines before its summary. */
export const field = (text: string, lines: string) => edit(text, "summary:", `${lines}\nsummary:`);
/** The sound change with more fields. */
export const alpha = (lines: string) => ({ "changes/alpha.md": field(ALPHA, lines) });
/** The sound change with more text. */
export const body = (text: string) => ({ "changes/alpha.md": `${ALPHA}\n${text}\n` });
export const draft = (text: string) => field(text, "draft: true");
export const CITED = 'sources: [{ url: "https://lwn.net/1" }]';
/** A second change that stands by itself. */
export const beta = (lines = "repository: linux") => field(BETA, `${CITED}\n${lines}`);
/** The sound document with one more claim. */
export const claim = (lines: string) => ({
  "documents/talk.yaml": `${TALK}  - { ${lines}, confidence: quoted }\n`,
});
/** The sound document with one more item in its outline. */
export const outline = (item: string) => ({
  "documents/talk.yaml": edit(TALK, "claims:", `  - { heading: More, items: [${item}] }\nclaims:`),
});
/** The sound document without the change in its outline. */
export const unlisted = edit(TALK, '      - { change: alpha, label: "(user) who owns it" }\n', "");
export const relation = (type: string, to: string) => `relations: [{ type: ${type}, to: ${to} }]`;
