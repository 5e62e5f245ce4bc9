import type { Page } from "playwright-core";
import type { Element } from "../output/feeds/atom-rules.ts";

/** Documents as the browser's XML parser reads them; null for one that is not well-formed. */
export async function readXml(page: Page, texts: string[]): Promise<(Element | null)[]> {
  // As one text, because a tree takes the connection to the browser many times as long.
  const json = await page.evaluate((documents) => {
    const plain = (element: globalThis.Element): Element => ({
      name: `{${element.namespaceURI ?? ""}}${element.localName}`,
      attributes: Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])),
      children: [...element.children].map(plain),
      text: element.children.length > 0 ? "" : (element.textContent ?? ""),
      own: [...element.childNodes]
        .flatMap((node) => (node.nodeType === 3 ? (node.nodeValue ?? "") : []))
        .join(""),
    });
    const trees = documents.map((text) => {
      const read = new DOMParser().parseFromString(text, "application/xml");
      return read.querySelector("parsererror") ? null : plain(read.documentElement);
    });
    return JSON.stringify(trees);
  }, texts);
  return JSON.parse(json);
}
