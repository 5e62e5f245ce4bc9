/** On the 404 page: the known hashes that begin with the digits in the address. */
import { isWholeHash, shortHash } from "../domain/hash.ts";
import { searchFiles } from "../search/index/wire.ts";
import { type ShardRow, shardOfHash } from "../search/lookup/lookup.ts";

const digits = /\/(?:c|commits?)\/([0-9a-f]{2,40})\/?$/i.exec(location.pathname)?.[1]?.toLowerCase();
const place = document.querySelector("#begun");
const base = document.querySelector<HTMLElement>("#lost")?.dataset["base"] ?? "";
if (digits && place) await tell(digits, place);

async function tell(prefix: string, at: Element): Promise<void> {
  const response = await fetch(base + searchFiles.shard(shardOfHash(prefix)));
  if (!response.ok) return;
  const rows = ((await response.json()) as ShardRow[]).filter(
    ({ key }) => isWholeHash(key) && key.startsWith(prefix),
  );
  const only = rows.length === 1 && rows[0]?.leads.length === 1 ? rows[0].leads[0] : undefined;
  if (only && prefix.length >= 12) return location.replace(base + only.path);
  const found = document.createElement("p");
  const count =
    rows.length === 0
      ? "No known hash begins"
      : rows.length === 1
        ? "One known hash begins"
        : `${rows.length} known hashes begin`;
  found.append(`${count} with `, element("code", prefix), rows.length === 0 ? "." : ":");
  const list = document.createElement("ul");
  list.append(...rows.flatMap(items));
  at.append(found, ...(rows.length > 0 ? [list] : []));
}

function items({ key, leads }: ShardRow): Element[] {
  return leads.map(({ as, path, title }) => {
    const link = document.createElement("a");
    link.href = base + path;
    link.textContent = title;
    const item = document.createElement("li");
    item.append(element("code", shortHash(key)), ` ${as} `, link);
    return item;
  });
}

function element(name: string, text: string): Element {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}
