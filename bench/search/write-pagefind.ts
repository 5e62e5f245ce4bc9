import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { close, createIndex } from "pagefind";
import type { Indexed } from "../../src/search/index/entry.ts";

/** Writes Pagefind's index of the same texts. @returns the milliseconds it took */
export async function writePagefind(folder: string, indexed: readonly Indexed[]): Promise<number> {
  mkdirSync(join(folder, "empty"), { recursive: true });
  writeFileSync(join(folder, "empty/index.html"), "<!doctype html><title>empty</title>");
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
