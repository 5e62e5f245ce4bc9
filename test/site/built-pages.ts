import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A page of a built site, with what its reader sees of it. */
export interface BuiltPage {
  /** "/changes/nsfs-ioctls/" */
  path: string;
  /** The inside of its main element. */
  main: string;
}

/** The pages of a built site that are not redirects. */
export function builtPages(folder: string): BuiltPage[] {
  return globSync("**/*.html", { cwd: folder }).flatMap((file) => {
    const html = readFileSync(join(folder, file), "utf8");
    const main = /<main\b[^>]*>([\s\S]*)<\/main>/.exec(html)?.[1];
    return main === undefined || html.includes('http-equiv="refresh"')
      ? []
      : [{ path: `/${file.replace(/index\.html$/, "")}`, main }];
  });
}

/** Text as it is read, on one line. Between blocks stands " | ", so that no sentence goes from one to the next. */
export function textOfHtml(html: string): string {
  return html
    .replace(/<pre\b[\s\S]*?<\/pre>/g, " | ")
    .replace(
      /<\/?(?:p|li|ul|ol|dl|dt|dd|div|section|table|t[rdh]|h\d|summary|details|option)\b[^>]*>/g,
      " | ",
    )
    .replace(/<span class="(?:origin|state|label) ?[^>]*>/g, " | ")
    .replace(/<[^>]+>/g, "")
    .replace(/&(lt|gt|amp|quot|#39|#x27|nbsp);/g, (_, name: string) => characters[name] ?? " ")
    .replace(/\s+/g, " ");
}

const characters: Record<string, string> = { lt: "<", gt: ">", amp: "&", quot: '"', "#39": "'", "#x27": "'" };
