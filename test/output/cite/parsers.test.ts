import { Cite } from "@citation-js/core";
import "@citation-js/plugin-bibtex";
import "@citation-js/plugin-csl";
import fc from "fast-check";
import { expect, test } from "vitest";
import { oneLine } from "../../../src/domain/text.ts";
import { bibTeX, cslJson } from "../../../src/output/cite/reference-data.ts";
import { anySubject, change, commit, hostile, named, unknown } from "./examples.ts";

const parsed = (text: string) => new Cite(text, { forceType: "@bibtex/text" }).data;

test("a BibTeX parser reads what is known of a commit, and no more", () => {
  expect(parsed(bibTeX(commit))).toMatchObject([
    {
      id: "linux-8db6c34f1dbc",
      title: commit.subject,
      author: [{ family: "Serge E. Hallyn" }],
      issued: { "date-parts": [[2017, 5]] },
      URL: commit.source,
    },
  ]);
  const [bare] = parsed(bibTeX(unknown));
  expect(bare).toMatchObject({ note: "subject not known", URL: commit.source });
  for (const field of ["title", "author", "issued"]) expect(bare).not.toHaveProperty(field);
});

test("a BibTeX parser reads a change", () => {
  expect(parsed(bibTeX(change))).toMatchObject([
    { id: "sincelinux-namespaced-file-capabilities", title: change.title, URL: change.page },
  ]);
});

test("a BibTeX parser and a CSL processor read an interface", () => {
  const [entry] = parsed(bibTeX(named));
  expect(entry).toMatchObject({ title: named.name, URL: named.page, note: named.standing });
  expect(new Cite(cslJson(named)).data).toMatchObject([
    { type: "webpage", title: named.name, note: named.standing },
  ]);
});

test("a BibTeX parser reads every subject back as it stands, in one entry", () => {
  const check = (subject: string) => {
    fc.pre(oneLine(subject) !== "");
    const entries = parsed(bibTeX({ ...commit, subject }));
    expect(entries).toHaveLength(1);
    expect(spaced(entries[0]?.title ?? "")).toBe(spaced(oneLine(subject)));
    expect(entries[0]?.URL).toBe(commit.source);
  };
  for (const subject of hostile) check(subject);
  fc.assert(fc.property(anySubject, check));
});

test("braces balance even as BibTeX counts them, which does not know backslashes", () => {
  fc.assert(
    fc.property(anySubject, (subject) => {
      let depth = 0;
      for (const character of bibTeX({ ...commit, subject, author: subject })) {
        if (character === "{") depth += 1;
        if (character === "}") depth -= 1;
        expect(depth).toBeGreaterThanOrEqual(0);
      }
      expect(depth).toBe(0);
    }),
  );
});

test("a CSL processor reads the CSL-JSON and makes a bibliography of it", () => {
  const cite = new Cite(cslJson(commit));
  expect(cite.data).toMatchObject([
    {
      id: "linux-8db6c34f1dbc",
      type: "software",
      title: commit.subject,
      author: [{ literal: "Serge E. Hallyn" }],
      issued: { "date-parts": [[2017, 5, 8]] },
      version: commit.sha,
      URL: commit.source,
    },
  ]);
  expect(cite.format("bibliography", { format: "text", template: "apa" })).toContain(
    "Serge E. Hallyn. (2017).",
  );
  const [bare] = new Cite(cslJson(unknown)).data;
  expect(bare).toMatchObject({ note: "subject not known" });
  for (const field of ["title", "author", "issued"]) expect(bare).not.toHaveProperty(field);
  expect(new Cite(cslJson(change)).data).toMatchObject([{ type: "webpage", title: change.title }]);
});

test("CSL-JSON holds every subject as it stands", () => {
  const check = (subject: string) => {
    fc.pre(oneLine(subject) !== "");
    expect(new Cite(cslJson({ ...commit, subject })).data[0]?.title).toBe(oneLine(subject));
  };
  for (const subject of hostile) check(subject);
  fc.assert(fc.property(anySubject, check));
});

function spaced(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}
