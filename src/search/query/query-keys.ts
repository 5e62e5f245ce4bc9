const KERNEL = "a kernel (a release, the output of uname -r or a distribution)";

/** The keys of the query language. The help on the search page and the notes on a query use the same texts. */
export const keys = {
  tag: { takes: "a topic or one of its other names", example: "tag:user" },
  release: { takes: "a release or a candidate", example: "release:4.14" },
  since: {
    takes: "a range of releases",
    finds: "what came in it; either end may be omitted",
    example: "since:4.10..4.18",
  },
  status: { takes: "the status of a change", example: "status:merged" },
  author: { takes: "part of the name of an author or poster", example: "author:biederman" },
  interface: { takes: "part of an interface name", example: "interface:NS_GET" },
  has: { takes: KERNEL, finds: "what it has, also in part or switched off", example: "has:5.4" },
  lacks: { takes: KERNEL, finds: "what it lacks", example: "lacks:el8" },
  doc: { takes: "a source, by words of its title", example: "doc:criu" },
  is: {
    takes: "“verified” or “disagreeing”",
    finds: "what has a release that a kernel clone proves, or sources that contradict each other",
    example: "is:verified",
  },
} as const;

export type Key = keyof typeof keys;

export function isKey(word: string): word is Key {
  return Object.hasOwn(keys, word);
}

/** Words that readers type instead of a key. */
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
  lack: "lacks",
  without: "lacks",
};

/** The key that was probably meant: another word for it, or a part of it; undefined if there is none. */
export function keyMeantBy(word: string): Key | undefined {
  if (Object.hasOwn(otherNames, word)) return otherNames[word];
  const names = Object.keys(keys) as Key[];
  return names.find((key) => word.length > 1 && (key.startsWith(word) || word.startsWith(key)));
}
