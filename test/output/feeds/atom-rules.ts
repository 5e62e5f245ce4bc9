/** An element as an XML parser sees it. */
export interface Element {
  /** "{http://www.w3.org/2005/Atom}feed" */
  name: string;
  attributes: Record<string, string>;
  children: Element[];
  /** Its text; of one with elements in it, which would hold all of theirs again, none. */
  text: string;
  /** Text directly in it. */
  own: string;
}

const ATOM = "{http://www.w3.org/2005/Atom}";
const once = { feed: ["id", "title", "updated"], entry: ["id", "title", "updated"] };
const atMostOnce = {
  feed: ["subtitle", "generator", "icon", "logo", "rights"],
  entry: ["summary", "content", "published", "rights", "source"],
};
const often = {
  feed: ["author", "contributor", "category", "link", "entry"],
  entry: ["author", "contributor", "category", "link"],
};

/** Where a document breaks RFC 4287; empty when nowhere. */
export function breachesOfAtom(root: Element): string[] {
  if (root.name !== `${ATOM}feed`) return [`the root is ${root.name}`];
  const entries = having(root, "entry");
  const ids = entries.flatMap((entry) => having(entry, "id").map(({ text }) => text));
  const isAuthored =
    having(root, "author").length > 0 || entries.every((entry) => having(entry, "author").length > 0);
  return [
    ...container(root, "feed"),
    ...entries.flatMap((entry) => container(entry, "entry")),
    ...(isAuthored ? [] : ["4.1.1: no author"]),
    ...(having(root, "link").some(({ attributes }) => attributes["rel"] === "self")
      ? []
      : ["4.1.1: no link to itself"]),
    ...ids.filter((id, at) => ids.indexOf(id) !== at).map((id) => `4.1.1: two entries have the id ${id}`),
  ];
}

function container(element: Element, kind: "feed" | "entry"): string[] {
  const count = (name: string) => having(element, name).length;
  const known = [...once[kind], ...atMostOnce[kind], ...often[kind]].map((name) => ATOM + name);
  const alternates = having(element, "link").filter(
    ({ attributes }) => (attributes["rel"] ?? "alternate") === "alternate",
  );
  return [
    ...once[kind].filter((name) => count(name) !== 1).map((name) => `${kind}: ${count(name)} times ${name}`),
    ...atMostOnce[kind]
      .filter((name) => count(name) > 1)
      .map((name) => `${kind}: ${count(name)} times ${name}`),
    ...element.children.filter(({ name }) => !known.includes(name)).map(({ name }) => `${kind}: has ${name}`),
    ...(element.own.trim() === "" ? [] : [`${kind}: text outside of elements`]),
    ...(kind === "entry" && alternates.length + count("content") === 0
      ? ["4.1.2: neither content nor a link"]
      : []),
    ...(alternates.length > 1 ? [`${kind}: two alternates of one type`] : []),
    ...having(element, "id")
      .filter(({ text }) => !URL.canParse(text))
      .map(({ text }) => `4.2.6: id ${text}`),
    ...[...having(element, "updated"), ...having(element, "published")]
      .filter(({ text }) => !isMoment(text))
      .map(({ text }) => `3.3: date ${text}`),
    ...having(element, "title")
      .filter(({ text }) => text.trim() === "")
      .map(() => `${kind}: an empty title`),
    ...having(element, "link")
      .filter(({ attributes }) => !URL.canParse(attributes["href"] ?? ""))
      .map(({ attributes }) => `4.2.7.1: href ${attributes["href"]}`),
    ...having(element, "category")
      .filter(({ attributes }) => !attributes["term"])
      .map(() => "4.2.2.1: a category without a term"),
    ...having(element, "author")
      .filter((author) => having(author, "name").length !== 1)
      .map(() => "3.2.1: an author without a name"),
  ];
}

function having(element: Element, name: string): Element[] {
  return element.children.filter((child) => child.name === ATOM + name);
}

/** RFC 3339, with a capital T and Z. */
function isMoment(text: string): boolean {
  return (
    /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(text) && !Number.isNaN(Date.parse(text))
  );
}
