/** What the tests use of a package that brings no types. */
declare module "@citation-js/core" {
  export interface Item {
    id: string;
    type: string;
    title?: string;
    author?: { literal?: string; family?: string; given?: string }[];
    issued?: { "date-parts": number[][] };
    URL?: string;
    note?: string;
    version?: string;
  }
  export class Cite {
    constructor(data: unknown, options?: object);
    data: Item[];
    format(format: string, options?: object): string;
  }
  export const plugins: { input: { chain(data: unknown, options?: object): Item[] } };
}
declare module "@citation-js/plugin-bibtex";
declare module "@citation-js/plugin-csl";
