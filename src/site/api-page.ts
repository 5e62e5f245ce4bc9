import { shortHash } from "../domain/hash.ts";
import { interfaceFilePath } from "../output/api/addresses.ts";
import type { ApiContent } from "../output/api/schema/files.ts";
import { apiFiles } from "../output/api/schema/files.ts";
import { jsonFeed } from "../output/feeds/feed.ts";
import { absolute, href } from "./links.ts";
import { api, feeds, specrefFile } from "./program-files.ts";

/** Commits whose files are shown: one that a clone proves, one with contradicted claims, one in examples of links. */
const proved = "03e06e68ff76294e53ffa898cb844d2a997b043e";
const claimed = "e5ff5ce6e20ee22511398bb31fb912466cf82a36";
const cited = "8db6c34f1dbc8e06aa016a9b829b06902c3e1340";
const named = "CLONE_NEWTIME";

/** Roles that a Sphinx project can write, and where each leads: shown on the API's page, and built in a test. */
export const sphinxExamples: { role: string; to: string }[] = [
  { role: ":external+sincelinux:ref:`change-nsfs-ioctls`", to: "changes/nsfs-ioctls/" },
  { role: ":external+sincelinux:ref:`topic-user`", to: "topics/user/" },
  {
    role: ":external+sincelinux:ref:`commit-8db6c34f1dbc`",
    to: "commits/8db6c34f1dbc8e06aa016a9b829b06902c3e1340/",
  },
  {
    role: ":external+sincelinux:ref:`file capabilities <change-namespaced-file-capabilities>`",
    to: "changes/namespaced-file-capabilities/",
  },
  {
    role: ":external+sincelinux:doc:`c/e5ff5ce6e20e`",
    to: "commits/e5ff5ce6e20ee22511398bb31fb912466cf82a36/",
  },
  { role: ":external+sincelinux:doc:`topics/pid`", to: "topics/pid/" },
  { role: ":external+sincelinux:ref:`interface-clone_newtime`", to: "interfaces/CLONE_NEWTIME/" },
  { role: ":external+sincelinux:doc:`interfaces/proc/pid/ns/user`", to: "interfaces/proc/pid/ns/user/" },
];

/** The view of the API page. Its examples are read from the published files, so they stay up to date. */
export function apiPage() {
  const index = file<ApiContent<"index"> & { generated: string; schemaVersion: string }>("index.json");
  return {
    counts: index.counts,
    generated: index.generated,
    schemaVersion: index.schemaVersion,
    files: Object.entries(apiFiles).map(([kind, { path, holds }]) => ({
      path,
      holds,
      schema: href(`/api/v1/schemas/${kind}.schema.json`),
    })),
    ...examples(),
  };
}

function examples() {
  const fact = file<ApiContent<"commit">>(`commits/${proved}.json`);
  const claim = file<ApiContent<"commit">>(`commits/${claimed}.json`);
  const disputed = claim.claims.find(({ judgement }) => judgement.verdict === "disagrees");
  const change = file<ApiContent<"change">>("changes/nsfs-ioctls.json");
  const own = file<ApiContent<"interface">>(interfaceFilePath(named));
  const shard = `by-hash/${claimed.slice(0, 2)}.json`;
  const hash = file<ApiContent<"by-hash">>(shard).hashes.find(({ sha }) => sha === claimed);
  const releases = claim.since.releases?.map(({ version }) => version).join(" or ");
  return {
    packaged: `import { changes, commit } from "sincelinux";
import remarkSincelinux from "sincelinux/remark";

commit("${shortHash(claimed)}")?.since; // ${JSON.stringify(claim.since.origin)}, ${releases ?? "no release known"}
remark().use(remarkSincelinux, { site: "https://example.org/", cited: true });`,
    examples: [
      {
        path: `commits/${proved}.json`,
        shows: "a release that a clone proves, its date, and which clone it was",
        json: json({ subject: fact.subject, since: fact.since, facts: { provedBy: fact.facts?.provedBy } }),
      },
      {
        path: `commits/${claimed}.json`,
        shows: "a commit without facts, and a claim about it that is contradicted",
        json: json({
          facts: claim.facts,
          claims: disputed ? [disputed] : [],
          nullBecause: claim.nullBecause,
        }),
      },
      {
        path: interfaceFilePath(named),
        shows: "the first release of an interface, and between which releases of the headers it appeared",
        json: json({
          name: own.name,
          kind: own.kind,
          header: own.header,
          since: own.since,
          value: own.value,
        }),
      },
      {
        path: "changes/nsfs-ioctls.json",
        shows: "since when a change is usable",
        json: json({ slug: change.slug, page: change.page, since: change.since }),
      },
      { path: shard, shows: "where a hash leads", json: json({ hashes: hash ? [hash] : [] }) },
    ],
  };
}

/** What other documents and programs can follow, link to and cite, with real examples. */
export function forDocuments() {
  const corrections = feeds().find(({ path }) => path === "/claims/");
  const entry = corrections && jsonFeed({ ...corrections, entries: corrections.entries.slice(0, 1) }, whole);
  const key = `linux-${shortHash(cited)}`;
  return {
    short: href(`/c/${shortHash(cited)}/`),
    seven: href(`/c/${cited.slice(0, 7)}/`),
    correction: entry && json(entry),
    mapping: `extensions = ["sphinx.ext.intersphinx"]
intersphinx_mapping = {
    "sincelinux": ("${whole("/")}", None),
}`,
    roles: sphinxExamples.map(({ role }) => role).join("\n"),
    reference: json({ [key]: specrefFile(whole)[key] }),
  };
}

/** Where the site does not know its address, the reader puts it in. */
function whole(path: string): string {
  return absolute(href(path)) ?? `https://YOUR-COPY${href(path)}`;
}

function file<T>(path: string): T {
  return api().get(path) as T;
}

function json(value: unknown): string {
  return JSON.stringify(value, null, 2);
}
