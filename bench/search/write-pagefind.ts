import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { close, createIndex } from "pagefind";
import type { Indexed } from "../../src/search/index/entry.ts";

/** The page on which Pagefind answers. */
export const PAGEFIND_PAGE = "/pagefind-page/";

/** As its documentation shows: five results are loaded and drawn. */
const script = `<script type="module">
import { init, search } from "/pagefind/pagefind.js";
const query = new URLSearchParams(location.search).get("q");
if (query) {
  await init();
  const { results } = await search(query);
  const found = await Promise.all(results.slice(0, 5).map((result) => result.data()));
  document.querySelector("#results").append(...found.map(({ url, meta }) => {
    const link = document.createElement("a");
    link.role = "option";
    link.href = url;
    link.textContent = meta.title;
    return link;
  }));
}
</script>`;

/**
 * Writes Pagefind's index of the same texts, and the search page with Pagefind's script in the place of ours: the same
 * words, styles and fonts, without the policy, which forbids WebAssembly.
 * @returns the milliseconds that the index took
 */
export async function writePagefind(folder: string, indexed: readonly Indexed[]): Promise<number> {
  const page = readFileSync(join(folder, "search/index.html"), "utf8");
  const bare = page
    .replace(/<meta http-equiv="content-security-policy"[^>]*>/i, "")
    .replace(/<link rel="preload" href="[^"]*" as="fetch" crossorigin>/, "")
    .replace(/<script type="module" async src="[^"]*\/start\.client[^"]*"><\/script>/, "")
    .replace(/<script type="module" src="[^"]*\/index\.astro[^"]*"><\/script>/, () => script);
  if (!bare.includes(script) || /start\.client|as="fetch"/.test(bare)) {
    throw new Error("expected the scripts of the search page");
  }
  mkdirSync(join(folder, PAGEFIND_PAGE), { recursive: true });
  writeFileSync(join(folder, PAGEFIND_PAGE, "index.html"), bare);
  const start = performance.now();
  const { index, errors } = await createIndex({ forceLanguage: "en" });
  if (!index) throw new Error(`pagefind: ${errors.join(", ")}`);
  for (const each of indexed) await index.addHTMLFile({ url: each.entry.path, content: pageOf(each) });
  await index.writeFiles({ outputPath: join(folder, "pagefind") });
  await close();
  return performance.now() - start;
}

function pageOf({ entry, names, manPages, body }: Indexed): string {
  const { title, summary = "", tags = [], people = [], interfaces = [], releases = [] } = entry;
  const lists = [tags, people, interfaces, manPages, names, releases.map(([tag]) => tag)];
  const text = [summary, ...lists.map((list) => list.join(", ")), body].map(
    (each) => `<p>${escaped(each)}</p>`,
  );
  return `<!doctype html><html lang="en"><title>${escaped(title)}</title><body><h1>${escaped(title)}</h1>${text.join("")}`;
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;");
}
