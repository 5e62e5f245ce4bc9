// Every output beside every other, over 250 lines: one reader per output, and they are only meaningful together.
import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Element, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { expect, inject, test } from "vitest";
import { answer } from "../../src/search/engine/answer.ts";
import { knownSources as sources } from "../search/known-sources.ts";
import {
  elements,
  hasClass,
  isElement,
  plain,
  readEvidence,
  readHeadline,
  readPreview,
  readSince,
  readStanding,
  readState,
  readVerb,
  type Said,
} from "./read-answers.ts";

const folder = inject("sites")[0]?.folder ?? "";
const json = (path: string) => JSON.parse(readFileSync(join(folder, path), "utf8"));
const parser = unified().use(rehypeParse);
const pages = new Map<string, Root>(
  globSync("{index.html,{changes,commits,documents,promised,releases,timeline,topics}/**/*.html}", {
    cwd: folder,
    // The tables of kernels are the largest pages, and say what kernels have, not what changes are.
    exclude: ["topics/*/kernels/**"],
  })
    .map((file): [string, string] => [file, readFileSync(join(folder, file), "utf8")])
    .filter(([, html]) => !html.includes('http-equiv="refresh"'))
    // Of the pages of commits, which are many, the answer is enough.
    .map(([file, html]) => [
      file,
      parser.parse(
        file.startsWith("commits/") ? (/<section class="answer".*?<\/section>/s.exec(html)?.[0] ?? "") : html,
      ),
    ]),
);

/** What outputs say, by change (its slug) or commit (its hash), each with the name of the output. */
const found = new Map<string, { output: string; said: Said }[]>();
function note(subject: string, output: string, said: Said): void {
  found.set(subject, [...(found.get(subject) ?? []), { output, said }]);
}

const changes: ApiChange[] = json("api/v1/changes.json").changes;
const slugs = changes.map(({ slug }) => slug);
const titles = new Map(changes.map(({ slug, title }) => [slug, title]));

interface ApiSince {
  releases: { version: string }[] | null;
  evidence: string;
  sources: string[];
}
interface ApiChange {
  slug: string;
  title: string;
  headline: string;
  since: { firstUsable: ApiSince; complete: ApiSince };
}

/** A release answer of the API. */
function ofApi({ releases, evidence, sources }: ApiSince): Said {
  const isCounted = evidence === "quoted" || evidence === "derived";
  return {
    releases: (releases ?? []).map(({ version }) => version).join(" or "),
    evidence,
    sources: isCounted ? String(sources.length) : "",
  };
}

const inShort = ({ releases, evidence }: Said) => [releases, evidence].filter(Boolean).join(" ");

/** The last part of an address that leads to a change or a commit. */
function subjectOf(link: Element | undefined): string {
  const [, name = ""] = /\/(?:changes|commits)\/([^/]+)\/$/.exec(String(link?.properties.href ?? "")) ?? [];
  return name;
}
const linkIn = (nodes: Element[]) =>
  nodes.flatMap((node) => [node, ...elements(node, () => true)]).find((each) => subjectOf(each) !== "");

/** A link to what a change became, and what is shown behind it: the release of that, or where it stands. */
function landedIn(nodes: Element[], output: string): string {
  const target = subjectOf(linkIn(nodes));
  const since = readSince(nodes);
  if (since.evidence !== "") note(target, output, since);
  else note(target, output, { status: readState(nodes), releases: "", evidence: "" });
  return `${titles.get(target)}: ${since.evidence === "" ? readState(nodes) : inShort(since)}`;
}

for (const { slug, headline, since } of changes) {
  const file = json(`api/v1/changes/${slug}.json`);
  note(slug, "changes.json, headline", readHeadline(headline));
  note(slug, "changes/<slug>.json, headline", readHeadline(file.headline));
  const hasOwn = readHeadline(headline).evidence !== "";
  for (const [output, each] of [
    ["changes.json", since],
    ["changes/<slug>.json", file.since],
  ] as const) {
    const first = ofApi(each.firstUsable);
    if (!hasOwn) {
      expect([slug, first.releases]).toEqual([slug, ""]);
      continue;
    }
    const complete = ofApi(each.complete);
    note(slug, output, { ...first, complete: complete.releases === first.releases ? "" : inShort(complete) });
  }
  for (const commit of file.commits) note(commit.sha, `changes/${slug}.json`, ofApi(commit.since));
}

for (const { version, firstUsable, complete, commits, evidence } of json("api/v1/releases.json").releases) {
  for (const [names, its, of] of [
    [firstUsable, evidence.firstUsable, "firstUsable"],
    [commits, evidence.commits, "commits"],
  ] as const) {
    expect(Object.keys(its)).toEqual(names);
    for (const name of names) note(name, `releases.json, ${of} of ${version}`, { evidence: its[name] });
  }
  expect(Object.keys(evidence.complete)).toEqual(complete);
}

const commits: string[] = globSync("api/v1/commits/*.json", { cwd: folder }).map((file) =>
  file.slice(15, -5),
);
for (const sha of commits) note(sha, "commits/<sha>.json", ofApi(json(`api/v1/commits/${sha}.json`).since));

/** The terms of the answer at the head of a page. */
function answerOn(page: Root): Map<string, Element> {
  const [section] = elements(page, (each) => hasClass(each, "answer"));
  const terms = section ? elements(section, ({ tagName }) => tagName === "div") : [];
  return new Map(
    terms.flatMap((term) => {
      const [name, value] = term.children.filter(isElement);
      return name && value && name.tagName === "dt" ? [[plain(name), value] as const] : [];
    }),
  );
}

for (const slug of slugs) {
  const page = pages.get(`changes/${slug}/index.html`);
  if (!page) throw new Error(`no page of ${slug}`);
  const answers = answerOn(page);
  const [label = "", first] = [...answers][0] ?? [];
  if (!first) throw new Error(`no answer on the page of ${slug}`);
  const complete = answers.get("Complete");
  const landed = ["Landed as", "Superseded by", "Part", "Parts"].flatMap((name) => {
    const value = answers.get(name);
    return value ? elements(value, ({ tagName }) => tagName === "p") : [];
  });
  expect(["Since", "First usable", "Removed", "Partly removed", "Status"]).toContain(label);
  expect([slug, label === "Status"]).toEqual([
    slug,
    elements(first, (each) => hasClass(each, "state")).length > 0,
  ]);
  note(slug, "its page", {
    status: readState([first]),
    ...(label === "Status" ? {} : readVerb(label)),
    ...readSince([first]),
    complete: complete ? inShort(readSince([complete])) : "",
    landed: landed
      .map((each) => landedIn([each], `the page of ${slug}`))
      .sort()
      .join("; "),
  });
  const [alt] = elements(page, ({ properties }) => properties.property === "og:image:alt");
  const words = String(alt?.properties.content).slice(`${titles.get(slug)}. `.length);
  note(slug, "the description of its preview", readPreview(words));
  for (const id of ["cite-markdown", "cite-html", "cite-rst", "cite-bibtex", "cite-csl"]) {
    const [text] = elements(page, ({ properties }) => properties.id === id);
    if (!text) throw new Error(`no ${id} on the page of ${slug}`);
    const standing = plain(text)
      .replace(/\\(?=\W)/g, "")
      .replace(
        /^.*(?:\(|note = \{|"note": ")(?=.* as of |first in|(?:partly )?removed in|release unknown|in no )/,
        "",
      );
    note(slug, id, readStanding(standing));
  }
}

for (const sha of commits) {
  const since = answerOn(pages.get(`commits/${sha}/index.html`) ?? { type: "root", children: [] }).get(
    "Since",
  );
  if (!since) throw new Error(`no answer on the page of ${sha}`);
  note(sha, "its page", readSince([since]));
}

/** Elements that follow each other under one parent, beginning anew at each heading. */
function afterHeading(page: Root, id: string): Element[] {
  const [section] = elements(page, (each) =>
    each.children.some((child) => isElement(child) && child.properties.id === id),
  );
  return section?.children.filter(isElement) ?? [];
}

for (const [file, page] of pages) {
  const under = (id: string) => new Set(afterHeading(page, id).filter((each) => hasClass(each, "entry")));
  const complete = under("complete");
  const verbOf = new Map<Element, string>();
  if (/^releases\/v/.test(file)) {
    for (const entry of under("first")) verbOf.set(entry, "since");
    for (const entry of under("removed")) verbOf.set(entry, "removed");
  }
  for (const entry of elements(page, (each) => each.tagName === "div" && hasClass(each, "entry"))) {
    const [head, ...rest] = entry.children.filter(isElement);
    const slug = head ? subjectOf(linkIn([head])) : "";
    if (!head || slug === "") continue;
    const { releases: _, ...said } = readSince([head]);
    if (complete.has(entry)) {
      const [own] = found.get(slug)?.filter(({ output }) => output === "its page") ?? [];
      expect([file, slug, own?.said.complete?.split(" ").at(-1)]).toEqual([file, slug, said.evidence]);
      continue;
    }
    note(slug, `the list on ${file}`, {
      status: readState([head]),
      ...readVerb(verbOf.get(entry)),
      ...said,
    });
    for (const each of rest.filter((line) => plain(line).startsWith("→")))
      landedIn([each], `the list on ${file}`);
  }
  for (const mark of elements(page, (each) => each.tagName === "a" && hasClass(each, "mark"))) {
    // The marks of interfaces are read beside what else is said of them.
    if (subjectOf(mark) === "") continue;
    const [title] = elements(mark, ({ tagName }) => tagName === "title");
    const words = title
      ? plain(title).slice((titles.get(subjectOf(mark)) ?? "").replace(/\s+/g, " ").length)
      : "";
    note(
      subjectOf(mark),
      `the timeline on ${file}`,
      readHeadline(words.replace(/^ · (?:proposed [\d-]+ · )?/, "")),
    );
  }
  for (const row of elements(page, ({ tagName }) => tagName === "tr")) {
    const [head, ...cells] = row.children.filter(isElement);
    const subject = head?.tagName === "th" ? subjectOf(linkIn([head])) : "";
    const last = cells.at(-1);
    if (!last || !found.has(subject)) continue;
    if (/^releases\/v|^changes\//.test(file)) {
      const said = readSince([last]);
      // A release page names its release in its title alone.
      if (!file.startsWith("changes/")) delete said.releases;
      note(subject, `the commits on ${file}`, said);
    } else if (file === "index.html") {
      const landed = elements(last, ({ tagName }) => tagName === "div");
      const own = readSince(
        last.children.filter((each): each is Element => isElement(each) && each.tagName !== "div"),
      );
      note(subject, "the proposals on the first page", {
        status: readState(cells.slice(1, 2)),
        ...own,
        landed: landed
          .map((each) => landedIn([each], "the proposals on the first page"))
          .sort()
          .join("; "),
      });
    }
  }
}

for (const item of elements(
  pages.get("documents/namespaces-and-capabilities-2018/index.html") ?? { type: "root", children: [] },
  (each) => each.tagName === "li" && hasClass(each, "entry"),
)) {
  const lines = item.children.filter(isElement).filter(({ tagName }) => tagName === "p");
  const [head, own, ...landed] = lines;
  if (!head || !own) continue;
  note(subjectOf(linkIn([head])), "the talk's page", {
    status: readState([own]),
    ...readSince([own]),
    landed: landed
      .map((each) => landedIn([each], "the talk's page"))
      .sort()
      .join("; "),
  });
}

let promised = "";
for (const row of elements(
  pages.get("promised/index.html") ?? { type: "root", children: [] },
  ({ tagName }) => tagName === "tr",
)) {
  const cells = row.children.filter(isElement);
  const cell = (name: string) => cells.filter(({ properties }) => properties.dataName === name);
  const [head] = cells;
  if (cell("Release").length === 0) continue;
  if (head?.tagName === "th") {
    promised = subjectOf(linkIn([head]));
    note(promised, "the promised page", { status: readState(cell("Outcome")) });
  }
  const became = linkIn(
    cell("Outcome").flatMap((each) => elements(each, ({ tagName }) => tagName === "div")),
  );
  if (became) landedIn([became, ...cell("Release")], "the promised page");
  else note(promised, "the promised page", readSince(cell("Release")));
}

for (const { url, content_text } of json("feed.json").items) {
  const [, slug] = /\/changes\/([^/#]+)\/$/.exec(url) ?? [];
  const [line = ""] = content_text.match(/^Status: .*$/m) ?? [];
  if (slug) note(slug, "feed.json", readStanding(line.slice("Status: ".length, -1)));
}
for (const [key, { status }] of Object.entries<{ status: string }>(json("refs.json"))) {
  const slug = key.replace("sincelinux-", "");
  if (status && titles.has(slug)) note(slug, "refs.json", readStanding(status));
}

/** What `show --json` prints for a name: of the entry at this address. */
async function shown(name: string, path: string): Promise<Said> {
  const { groups } = await answer(name, sources);
  const entry = groups.flatMap(({ hits }) => hits).find((hit) => hit.entry.path === path)?.entry;
  if (!entry) throw new Error(`show --json ${name} does not find ${path}`);
  const read = (summary: typeof entry.complete) => ({
    releases: (summary?.releases ?? []).map(([tag]) => tag).join(" or "),
    ...(summary?.evidence ? readEvidence(summary.evidence[1]) : { evidence: "", sources: "" }),
  });
  expect([path, entry.evidence?.[0] ?? ""]).toEqual([path, read(entry).evidence]);
  return {
    ...read(entry),
    status: entry.statusWords ?? "merged",
    ...(entry.statusWords ? {} : readVerb(entry.removes ? "removed" : "since")),
    complete: entry.complete ? inShort(read(entry.complete)) : "",
  };
}

/** The fields in which two outputs differ, each with what every output says. */
function differences(subject: string): string[] {
  const all = found.get(subject) ?? [];
  return (["status", "verb", "releases", "evidence", "sources", "complete", "landed"] as const).flatMap(
    (field) => {
      const byValue = Map.groupBy(
        all.filter(({ said }) => said[field] !== undefined),
        ({ said }) => said[field] ?? "",
      );
      if (byValue.size <= 1) return [];
      const sides = [...byValue].map(
        ([value, its]) => `${JSON.stringify(value)} by ${its.map(({ output }) => output).join(", ")}`,
      );
      return [`${subject}, ${field}: ${sides.join(" | ")}`];
    },
  );
}

test("no two outputs say different things of a change", async () => {
  for (const slug of slugs) note(slug, "show --json", await shown(slug, `/changes/${slug}/`));
  expect(slugs.length).toBeGreaterThan(200);
  expect(slugs.flatMap(differences)).toEqual([]);
});

test("no two outputs say different things of a commit", () => {
  expect(commits.length).toBeGreaterThan(500);
  expect(commits.flatMap(differences)).toEqual([]);
});

test("each output was read: of every change where it shows all, else of some", () => {
  const outputs = (subject: string) => new Set((found.get(subject) ?? []).map(({ output }) => output));
  const everywhere = [
    "its page",
    "changes.json, headline",
    "feed.json",
    "refs.json",
    "cite-markdown",
    "cite-csl",
    "the description of its preview",
    "the list on changes/index.html",
    "show --json",
  ];
  for (const slug of slugs)
    expect([slug, everywhere.filter((each) => !outputs(slug).has(each))]).toEqual([slug, []]);
  const some = new Map<string, number>();
  for (const subject of found.keys())
    for (const each of outputs(subject)) some.set(each, (some.get(each) ?? 0) + 1);
  for (const each of [
    "the talk's page",
    "the promised page",
    "the proposals on the first page",
    "the timeline on timeline/index.html",
    "the commits on releases/v5.15/index.html",
    "the list on releases/v5.15/index.html",
  ])
    expect(some.get(each) ?? 0, each).toBeGreaterThan(2);
});
