export interface Tag {
  name: string;
  attributes: Map<string, string>;
}

const TAG = /<(?:\/([a-z][a-z0-9]*)|([a-z][a-z0-9]*)((?: [a-z-]+(?:="[^"]*")?)*))>/y;
const TEXT = /[^<]+/y;

/**
 * The opening tags of strictly written HTML: quoted attributes, and no "<" that does not begin a tag.
 * @throws Error on anything a browser could read another way
 */
export function tagsOf(html: string): Tag[] {
  const tags: Tag[] = [];
  for (let at = 0; at < html.length; ) {
    TAG.lastIndex = TEXT.lastIndex = at;
    const text = TEXT.exec(html);
    const tag = text ? null : TAG.exec(html);
    const read = text ?? tag;
    if (!read) throw new Error(`not strict HTML at ${at}: ${html.slice(at, at + 60)}`);
    at += read[0].length;
    if (tag?.[2]) tags.push({ name: tag[2], attributes: attributesOf(tag[3] ?? "") });
  }
  return tags;
}

function attributesOf(written: string): Map<string, string> {
  return new Map(
    [...written.matchAll(/ ([a-z-]+)(?:="([^"]*)")?/g)].map(([, name = "", value = ""]) => [name, value]),
  );
}
