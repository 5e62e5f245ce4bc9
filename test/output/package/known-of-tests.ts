import type { Change, Claim, Commit, Since, Topic } from "../../../src/output/package/index.ts";
import type { Known } from "../../../src/output/package/links.ts";

export const PROVED = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
export const CLAIMED = "d95fa3c76a66b6d76b1e109ea505c55e66360f3c";
export const DISPUTED = "e5ff5ce6e20ee22511398bb31fb912466cf82a36";
/** Known, and looks like a word. */
export const WORDLIKE = "deadbeefcafedeadbeefcafedeadbeefcafedead";
/** Two commits that share their first eight digits. */
export const TWINS = ["aa4bf44dc851c6bdd4f7b61b5f2c56c84dfe2ff0", "aa4bf44d00000000000000000000000000000000"];
/** Known as the backport of another: it has no page of its own. */
export const BACKPORT = "b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0b0";

const release = (version: string, date: string | null) => ({ version, date, nullBecause: {} });
const UNKNOWN: Since = {
  origin: "unknown",
  releases: null,
  disputed: false,
  evidence: "unknown",
  sources: [],
  contradicted: [],
  inWords: "release unknown",
  nullBecause: {},
};
const proved: Since = {
  ...UNKNOWN,
  origin: "fact",
  releases: [release("v4.14", "2017-11-12")],
  evidence: "fact",
  inWords: "v4.14 (2017-11-12), fact",
};
const claimed: Since = {
  ...proved,
  origin: "claim",
  releases: [release("v4.11", null)],
  evidence: "derived",
  sources: ["talk"],
  inWords: "v4.11 (date unknown), derived claim, 1 source",
};
const disputed: Since = {
  ...claimed,
  releases: [release("v4.9", "2016-12-11"), release("v4.11", "2017-04-30")],
  disputed: true,
  evidence: "disputed",
  inWords: "v4.9 (2016-12-11) or v4.11 (2017-04-30), sources disagree",
};

const commit = (sha: string, subject: string | null, since: Since, changes: string[] = []): Commit =>
  ({
    sha,
    page: `/commits/${sha}/`,
    subject: { value: subject, origin: subject === null ? "unknown" : "quoted", nullBecause: {} },
    since,
    changes: changes.map((slug) => ({ slug, role: "core", file: "" })),
    claims: [],
  }) as unknown as Commit;

const change = (slug: string, title: string, headline: string): Change =>
  ({
    slug,
    aliases: slug === "file-caps" ? ["v3-caps"] : [],
    page: `/changes/${slug}/`,
    record: { title },
    headline,
  }) as unknown as Change;

const HOSTILE = 'Evil "subject" <script>alert(1)</script> [x](javascript:alert(2)) \u202e`*_\n# no';

/** Its subject is quoted by one source, and contradicted by another. */
export const CONTRADICTED = "c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0c0";
/** Its subject is only concluded. */
export const DERIVED = "d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0d0";

const derived = commit(DERIVED, "Perhaps this", UNKNOWN);
const contradicted = commit(CONTRADICTED, "One name", UNKNOWN);

const commits: Commit[] = [
  { ...derived, subject: { ...derived.subject, origin: "derived" } },
  {
    ...contradicted,
    claims: [{ field: "subject", value: "One name", judgement: { verdict: "disagrees" } } as Claim],
  },
  commit(PROVED, "Introduce v3 namespaced file capabilities", proved, ["file-caps"]),
  commit(CLAIMED, null, claimed),
  commit(DISPUTED, HOSTILE, disputed),
  commit(WORDLIKE, "A word", UNKNOWN),
  ...TWINS.map((sha) => commit(sha, "A twin", UNKNOWN)),
];

const changes = [
  change("file-caps", "File capabilities of a *namespace*", "since v4.14 (2017-11-12), fact"),
  change("two-steps", "In two steps", "first usable in v4.14 (2017-11-12), fact; complete: release unknown"),
  change("an-idea", "A new thing", "proposed as of 2026-01-02"),
];

const leads = [
  ...commits.map(({ sha }) => ({ sha, as: "commit" as const })),
  { sha: BACKPORT, as: "backport" as const },
];

/** A small world: what the plugin may know in these tests. */
export const known: Known = {
  hashes: (prefix) =>
    leads
      .filter(({ sha }) => sha.startsWith(prefix))
      .map(({ sha, as }) => ({ sha, leads: [{ as, of: sha, file: "" }] })),
  commit(prefix) {
    const [only, other] = commits.filter(({ sha }) => sha.startsWith(prefix));
    return other ? undefined : only;
  },
  changes,
  change: (slug) => changes.find((each) => each.slug === slug || each.aliases.includes(slug)),
  topics: [{ id: "user", name: "User namespaces", page: "/topics/user/" } as unknown as Topic],
};
