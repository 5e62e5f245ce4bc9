import { type Knowledge, knowledgeOf } from "../../src/model/knowledge.ts";
import type { Sources } from "../../src/search/engine/answer.ts";
import { localSources } from "../../src/search/index/build-index.ts";
import {
  ALPHA,
  edit,
  type Files,
  OTHER_SHA,
  readTree,
  SHA,
  SOUND,
  writeTree,
} from "../records/content-tree.ts";

/** What the facts of the small world say of SHA. */
export const BACKPORT = `aa${"1".repeat(38)}`;
export const FIX = `bb${"2".repeat(38)}`;
export const MERGE = `cc${"3".repeat(38)}`;
/** A commit that begins as SHA does. */
export const TWIN = `d95f${"0".repeat(36)}`;
export const MAIL = "20180919205037.9574-1-dima@arista.com";
export { OTHER_SHA, SHA };

const facts = {
  sha: SHA,
  subject: "nsfs: Add an ioctl() <b>to</b> return the owner",
  author: { name: "Michael Kerrisk (man-pages)", date: "2017-01-25T14:04:15+13:00" },
  committer: { name: "Eric W. Biederman", date: "2017-02-03T01:35:56+13:00" },
  parents: [],
  merge: false,
  release: "v4.14",
  candidate: "v4.14-rc1",
  mainline: MERGE,
  trailers: [{ key: "Link", value: `https://lore.kernel.org/r/${MAIL}` }],
  followUps: [{ sha: FIX, subject: "nsfs: mend it", kind: "fix", release: "v4.14" }],
  backports: [{ sha: BACKPORT, branch: "4.13", release: "v4.13.2" }],
  provedBy: "one",
};

const clones = {
  one: { head: MERGE, mainlineRef: "refs/heads/master", newestTag: "v4.14", commits: 10 },
};

/** A second change: it mentions what the first is about, was never merged, and shares its tag. */
export const BETA = edit(
  edit(
    edit(
      edit(ALPHA, "Ask a namespace who owns it", "Mount quota files"),
      "A program can ask for the owner of a namespace.",
      "Quota files are read where the file system is mounted by an ordinary user.",
    ),
    "state: merged",
    "state: proposed",
  ),
  "NS_GET_OWNER_UID",
  "Q_GETQUOTA",
)
  .replace(`commits:\n  - sha: "${SHA}"\n`, "")
  .replace(
    "interfaces:",
    'patchsets:\n  - { title: "quota: v2", url: "https://lkml.org/lkml/2018/9/19/950", date: "2018-09-19", author: Aleksa Sarai }\naliases: [old-quota]\nsources:\n  - { document: talk }\ninterfaces:',
  );

const TWIN_CLAIM = `  - { commit: "${TWIN}", field: subject, value: "another thing entirely", confidence: quoted }
  - { commit: "${SHA}", field: release, value: "v4.13", confidence: quoted }
`;

/** Two changes, two topics, a talk with a wrong claim, facts about one commit, and what comes with `files`. */
export function smallWorld(files: Files = {}): Sources {
  return localSources(smallKnowledge(files));
}

export function smallKnowledge(files: Files = {}): Knowledge {
  const tree = {
    ...SOUND,
    "changes/beta.md": BETA,
    "documents/talk.yaml": `${SOUND["documents/talk.yaml"]}${TWIN_CLAIM}`,
    "facts/linux/clones.json": JSON.stringify(clones),
    [`facts/linux/commits/${SHA}.json`]: JSON.stringify(facts),
    ...files,
  };
  const { corpus, problems } = readTree(writeTree(tree));
  if (problems.length > 0) throw new Error(problems.join("\n"));
  return knowledgeOf(corpus);
}
