/** The keys of the query language, each with what it takes: the page's help and the messages say the same. */
export const keys = {
  tag: { takes: "a topic or one of its other names", example: "tag:user" },
  release: { takes: "a release or a candidate", example: "release:4.14" },
  since: { takes: "a range of releases; either end may be left out", example: "since:4.10..4.18" },
  status: { takes: "where a change stands", example: "status:merged" },
  author: { takes: "a part of the name of who wrote or posted it", example: "author:biederman" },
  interface: { takes: "a part of a name that programs use", example: "interface:NS_GET" },
  doc: { takes: "a source, by words of its name", example: "doc:criu" },
  is: {
    takes: "verified: a clone proves its release; disagreeing: sources contradict each other",
    example: "is:verified",
  },
} as const;

export type Key = keyof typeof keys;

export function isKey(word: string): word is Key {
  return Object.hasOwn(keys, word);
}

/** What readers write for a key, or for a part of it. */
const otherNames: Record<string, Key> = {
  tags: "tag",
  topic: "tag",
  topics: "tag",
  namespace: "tag",
  ns: "tag",
  releases: "release",
  version: "release",
  kernel: "release",
  in: "release",
  from: "since",
  after: "since",
  before: "since",
  until: "since",
  state: "status",
  people: "author",
  person: "author",
  by: "author",
  api: "interface",
  iface: "interface",
  syscall: "interface",
  ioctl: "interface",
  flag: "interface",
  source: "doc",
  document: "doc",
  docs: "doc",
  has: "is",
};

/** The key that was probably meant; undefined when it could be any. */
export function keyMeantBy(word: string): Key | undefined {
  if (Object.hasOwn(otherNames, word)) return otherNames[word];
  const names = Object.keys(keys) as Key[];
  return names.find((key) => word.length > 1 && (key.startsWith(word) || word.startsWith(key)));
}
