import { specref, sphinxInventory } from "../output/inventory/inventory.ts";
import { knowledge } from "./content.ts";
import { absolute, href } from "./links.ts";

/** Sphinx's objects.inv. Its addresses are relative to its own, so it needs no SITE_URL. */
export function sphinxFile(): Uint8Array<ArrayBuffer> {
  return sphinxInventory(knowledge());
}

/** Specref's refs.json. @param whole makes a path of the site into an address with its host */
export function specrefFile(whole: (path: string) => string = wholeHref): Record<string, object> {
  return specref(knowledge(), whole);
}

function wholeHref(path: string): string {
  return absolute(href(path)) ?? href(path);
}
