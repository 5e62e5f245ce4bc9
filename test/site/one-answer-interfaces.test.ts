import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Element, Root } from "hast";
import rehypeParse from "rehype-parse";
import { unified } from "unified";
import { expect, inject, test } from "vitest";
import { answer } from "../../src/search/engine/answer.ts";
import { knownSources as sources } from "../search/known-sources.ts";
import { elements, hasClass, plain } from "./read-answers.ts";

/** What one output says of the first release of an interface; a field that it does not show is left out. */
interface Said {
  /** "v4.13 or v4.15"; empty: none. */
  releases?: string;
  /** "fact", "quoted", "derived", "disputed", "unknown" */
  evidence?: string;
  /** What headers leave open: "after v5.6, in v5.8 at the latest"; empty: nothing. */
  bracket?: string;
  /** The release of the change that took it away; empty: none. */
  removed?: string;
}

const folder = inject("sites")[0]?.folder ?? "";
const json = (path: string) => JSON.parse(readFileSync(join(folder, path), "utf8"));
const parser = unified().use(rehypeParse);
/** A part of a page: parsing is most of what this test takes. */
const page = (path: string, part = /<main\b.*<\/main>/s): Root =>
  parser.parse(part.exec(readFileSync(join(folder, path, "index.html"), "utf8"))?.[0] ?? "");

const found = new Map<string, { output: string; said: Said }[]>();
const note = (name: string, output: string, said: Said) =>
  found.set(name, [...(found.get(name) ?? []), { output, said }]);

const TAG = String.raw`(?:v\d[\d.]*\d|libcap-[\d.]*\d)`;
const BRACKET = String.raw`(?:after v[\d.]+, in v[\d.]+ at the latest|in v[\d.]+ or before|in no header that was read, up to v[\d.]+)`;
const tagsIn = (text: string) => (text.match(new RegExp(TAG, "g")) ?? []).join(" or ");

/** Words for evidence, as pages, the API and search have them. */
function evidenceOf(words: string): string {
  if (/^fact, headers/.test(words)) return "fact";
  if (/^(?:headers|sources) disagree/.test(words)) return "disputed";
  if (/^release of its (?:commit|change)/.test(words)) return "derived";
  if (/^(?:rewritten history and )?claim, \d/.test(words)) return "quoted";
  if (/^(?:rewritten history(?: and derived claim)?|derived claim), \d/.test(words)) return "derived";
  if (/^release unknown/.test(words)) return "unknown";
  throw new Error(`not known as words for evidence: ${JSON.stringify(words)}`);
}

/** The release of an end, without what contradicts it. */
const endIn = (text: string) => tagsIn(text.replace(/contradicted.*/, ""));

/** A line or standing without what it says of the end, and that. */
function readEnd(text: string): [begin: string, end: Pick<Said, "removed">] {
  const [begin = "", end = ""] = text.split("; removed in ");
  return [begin, { removed: endIn(end) }];
}

/** "v5.7 (2020-05-31), claim, 1 source; headers: after v5.6, in v5.8 at the latest" */
function readLine(text: string): Said {
  const [line, end] = readEnd(text);
  const [, alone = "", its = ""] = new RegExp(`^(${BRACKET}), (.*)$`).exec(line) ?? [];
  if (alone !== "") return { releases: "", evidence: evidenceOf(its), bracket: alone, ...end };
  const [, dated = "", words = "", bracket = ""] =
    new RegExp(`^((?:(?: or )?${TAG} \\([^)]*\\))*),? ?(.*?)(?:; headers: (${BRACKET}))?$`).exec(line) ?? [];
  return { releases: tagsIn(dated), evidence: evidenceOf(words), bracket, ...end };
}

/** "since Linux v5.6, 2020-03-29, header facts", as citations, feeds and refs.json have it. */
function readStanding(standing: string): Said {
  const [text, end] = readEnd(standing);
  const [, alone = ""] = new RegExp(`^(${BRACKET}), header`).exec(text) ?? [];
  if (alone !== "") return { releases: "", evidence: "fact", bracket: alone, ...end };
  if (text === "release unknown") return { releases: "", evidence: "unknown", ...end };
  const [, dated = "", words = ""] =
    new RegExp(`^since (?:Linux )?((?:(?:, or )?${TAG}, (?:[\\d-]{10}|date unknown))+)(.*)$`).exec(text) ??
    [];
  const evidence = (
    [
      [/^, header facts$/, "fact"],
      [/^, headers disagree$/, "disputed"],
      [/^; sources disagree: /, "disputed"],
      [/^, the release of its (?:commit|change)$/, "derived"],
      [/^, derived from \S/, "derived"],
      [/^, per \S/, "quoted"],
    ] as const
  ).find(([pattern]) => pattern.test(words))?.[1];
  if (dated === "" || evidence === undefined)
    throw new Error(`not known as a standing: ${JSON.stringify(text)}`);
  return { releases: tagsIn(dated), evidence, ...end };
}

/** What the component of an interface's release shows. */
function readShown(nodes: Element[]): Said {
  const all = nodes.flatMap((node) => [node, ...elements(node, () => true)]);
  // The reasons below it have marks of their own.
  const reasons = new Set(
    all.filter((node) => hasClass(node, "why")).flatMap((why) => elements(why, () => true)),
  );
  const flat = all.filter((node) => !reasons.has(node));
  const [mark, more] = flat.filter((node) => hasClass(node, "origin"));
  if (!mark || more) throw new Error(`expected one mark: ${nodes.map(plain).join()}`);
  const evidence = evidenceOf(plain(mark));
  if (!hasClass(mark, evidence)) throw new Error(`a mark whose class is not its words: ${plain(mark)}`);
  const before = flat.slice(0, flat.indexOf(mark));
  const tags = before.filter((node) => node.tagName === "span" && new RegExp(`^${TAG}$`).test(plain(node)));
  const [bracket = ""] = new RegExp(BRACKET).exec(nodes.map(plain).join(" ")) ?? [];
  return { releases: [...new Set(tags.map(plain))].join(" or "), evidence, bracket };
}

interface ApiInterface {
  name: string;
  file: string;
  page: string;
  since: { releases: { version: string }[] | null; evidence: string; inWords: string };
}
const ofApi = ({ releases, evidence }: ApiInterface["since"]): Said => ({
  releases: (releases ?? []).map(({ version }) => version).join(" or "),
  evidence,
});

const pathOf = (address: string) => new URL(address, "https://sincelinux.example").pathname.slice(1);
const interfaces: ApiInterface[] = json("api/v1/interfaces.json").interfaces;
const byPage = new Map(interfaces.map((each) => [`/${pathOf(each.page)}`, each.name]));

const cited = ["plain", "markdown", "html", "rst", "bibtex", "csl"];
for (const { name, since, file, page: address } of interfaces) {
  note(name, "interfaces.json", ofApi(since));
  note(name, "interfaces.json, inWords", readLine(since.inWords));
  const own = json(pathOf(file));
  note(name, "its file", ofApi(own.since));
  note(name, "its file, inWords", readLine(own.since.inWords));
  const html = page(pathOf(address));
  const [section] = elements(html, (each) => hasClass(each, "answer"));
  const cells = section ? elements(section, ({ tagName }) => tagName === "dt" || tagName === "dd") : [];
  const first = cells.find(({ tagName }) => tagName === "dd");
  if (!first) throw new Error(`no answer on the page of ${name}`);
  const end = cells[cells.findIndex((cell) => cell.tagName === "dt" && plain(cell) === "Removed") + 1];
  const removed = end && cells[0] !== end ? endIn(plain(end)) : "";
  note(name, "its page", { ...readShown([first]), removed });
  for (const id of cited) {
    const [text] = elements(html, ({ properties }) => properties.id === `cite-${id}`);
    if (!text) throw new Error(`no cite-${id} on the page of ${name}`);
    const unescaped = plain(text).replace(/\\(?=\W)/g, "");
    const [, standing = ""] =
      /(?:\(|note = \{|"note": ")((?:since|in v|in no|after v|release unknown)(?:[^()"}]|\([^()]*\))*)(?:\)|\},|")/.exec(
        unescaped,
      ) ?? [];
    note(name, `cite-${id}`, readStanding(standing));
  }
  const feed = json(join(pathOf(address), "feed.json"));
  const item = feed.items.find(({ url }: { url: string }) => pathOf(url) === pathOf(address));
  note(name, "its feed", readStanding(/^First release: (.*)\.$/m.exec(item.content_text)?.[1] ?? ""));
}

for (const { url, content_text } of json("interfaces/feed.json").items) {
  const name = byPage.get(new URL(url).pathname);
  const [, standing] = /^First release: (.*)\.$/m.exec(content_text) ?? [];
  if (name && standing) note(name, "the feed of all", readStanding(standing));
}

const references = Object.values<{ href?: string; status?: string }>(json("refs.json"));
for (const { href = "", status = "" } of references) {
  const name = byPage.get(href.replace("https://sincelinux.example", ""));
  if (name) note(name, "refs.json", readStanding(status));
}

/** Of a row or an item that begins with a link to an interface, its name. */
function nameIn(node: Element): string | undefined {
  const [link] = elements(node, ({ tagName }) => tagName === "a");
  return byPage.get(String(link?.properties.href));
}
const lists = ["interfaces", ...globSync("interfaces/kinds/*", { cwd: folder })];
for (const item of lists.flatMap((path) => elements(page(path), ({ tagName }) => tagName === "li"))) {
  const [mark] = elements(item, (each) => hasClass(each, "origin"));
  const name = nameIn(item);
  if (!name || !mark) continue;
  const words = plain(mark);
  const [bracket = ""] = new RegExp(`^${BRACKET}$`).exec(words) ?? [];
  const releases = bracket === "" ? tagsIn(words) : "";
  // Beside a release the list leaves out what headers leave open.
  note(name, "the list of interfaces", {
    releases,
    evidence: String((mark.properties.className as string[]).find((each) => each !== "origin")),
    ...(releases === "" ? { bracket } : {}),
  });
}
for (const mark of elements(page("timeline/interfaces"), (each) => hasClass(each, "mark"))) {
  const name = byPage.get(String(mark.properties.href));
  const [title] = elements(mark, (each) => each.tagName === "title");
  if (!name || !title) continue;
  const said = readLine(plain(title).slice(`${name} · `.length));
  if (!hasClass(mark, said.evidence ?? "")) throw new Error(`a mark whose class is not its words: ${name}`);
  note(name, "the timeline of interfaces", said);
}
for (const file of globSync("changes/*/index.html", { cwd: folder })) {
  const [section] = elements(
    page(file.replace("/index.html", ""), /<section class="answer".*?<\/section>/s),
    (each) => hasClass(each, "answer"),
  );
  for (const item of section ? elements(section, ({ tagName }) => tagName === "li") : []) {
    const name = nameIn(item);
    const shown = elements(item, ({ tagName }) => tagName === "div");
    if (name && shown.length > 0) note(name, "a change that lists it", readShown(shown));
  }
}

/** The fields in which two outputs differ, each with what every output says. */
function differences(name: string): string[] {
  return (["releases", "evidence", "bracket", "removed"] as const).flatMap((field) => {
    const told = (found.get(name) ?? []).filter(({ said }) => said[field] !== undefined);
    const byValue = Map.groupBy(told, ({ said }) => said[field] ?? "");
    const sides = [...byValue].map(
      ([value, its]) => `${JSON.stringify(value)} by ${its.map(({ output }) => output).join(", ")}`,
    );
    return sides.length > 1 ? [`${name}, ${field}: ${sides.join(" | ")}`] : [];
  });
}

test("no two outputs say different things of an interface, and each output was read", async () => {
  for (const { name, page: address } of interfaces) {
    const { groups } = await answer(name, sources);
    const entry = groups
      .flatMap(({ hits }) => hits)
      .find((hit) => hit.entry.path === `/${pathOf(address)}`)?.entry;
    if (!entry) continue;
    const releases = (entry.releases ?? []).map(([tag]) => tag).join(" or ");
    const [bracket = ""] = new RegExp(BRACKET).exec(entry.bracket ?? "") ?? [];
    note(name, "show --json", { releases, bracket, evidence: evidenceOf(entry.evidence?.[1] ?? "") });
  }
  expect(interfaces.length).toBeGreaterThan(300);
  expect(interfaces.flatMap(({ name }) => differences(name))).toEqual([]);
  const everywhere = [
    ...["interfaces.json", "its file", "its page", "the list of interfaces", "its feed", "the feed of all"],
    ...["refs.json", ...cited.map((id) => `cite-${id}`)],
  ];
  for (const { name } of interfaces) {
    const outputs = new Set(found.get(name)?.map(({ output }) => output));
    expect([name, everywhere.filter((each) => !outputs.has(each))]).toEqual([name, []]);
  }
  const of = (output: string) =>
    interfaces.filter(({ name }) => found.get(name)?.some((each) => each.output === output)).length;
  expect(of("show --json")).toBeGreaterThan(interfaces.length * 0.9);
  expect(of("the timeline of interfaces")).toBeGreaterThan(interfaces.length * 0.5);
  expect(of("a change that lists it")).toBeGreaterThan(interfaces.length * 0.8);
});
