import { expect, test } from "vitest";
import { previousRelease } from "../../src/domain/header-bracket.ts";
import { parseNames } from "../../src/domain/names-table.ts";
import { answerInterface } from "../../src/model/interface-answer.ts";
import { interfaceEntries } from "../../src/model/interface-entries.ts";
import { knowledgeOf } from "../../src/model/knowledge.ts";
import { answer } from "../../src/search/engine/answer.ts";
import { answerText } from "../../src/search/engine/answer-text.ts";
import { summarize } from "../../src/search/engine/describe-answer.ts";
import { localSources } from "../../src/search/index/build-index.ts";
import { known } from "../known-content.ts";
import { knownSources } from "./known-sources.ts";

const ask = (query: string) => answer(query, knownSources, []);

/** Names that are looked up as if no record had them: the content grows. */
const UNRECORDED =
  /^(?:close_range|CLOSE_RANGE_\w+|mseal|CLONE_EMPTY_MNTNS|LISTMOUNT_REVERSE|mnt_id_req\S*|STATMOUNT_SB_SOURCE|AF_INET6|CLONE_SETTLS|unprivileged_userns_clone|\S*\/unprivileged_userns_clone)$/;
const without = localSources(
  knowledgeOf({
    ...known.corpus,
    changes: known.corpus.changes.filter(
      ({ interfaces }) => !interfaces.some(({ name }) => UNRECORDED.test(name)),
    ),
  }),
);
const askWithout = (query: string) => answer(query, without, []);
const first = async (query: string) => {
  const { groups } = await ask(query);
  return { kind: groups[0]?.kind, entry: groups[0]?.hits[0]?.entry };
};

const previous = previousRelease(known.corpus.releases);
const asSince = {
  histories: known.corpus.interfaces,
  names: parseNames(known.corpus.names.text, previous),
  previous,
};
/** The release as the command `since` gives it. */
const since = (name: string) => answerInterface(name, asSince).release;

/** Claimed otherwise than a better source says of the commit that introduces it. */
const CONTRADICTED: Record<string, string> = { nsdelegate: "v4.13" };

test("every interface of the content is the first hit, with the release that since and pages give", async () => {
  const entries = interfaceEntries(known);
  expect(entries.length).toBeGreaterThan(300);
  const wrong: string[] = [];
  for (const { name, since: decided } of entries) {
    const { kind, entry } = await first(name);
    const release = since(name);
    const found = entry?.releases ?? [];
    const versions = found.map(([version]) => version).join(" or ");
    const claimed = new Set(
      known.changes.flatMap(({ record }) =>
        record.interfaces
          .flatMap((each) => (each.name === name ? each.claims : []))
          .map((each) => each.release),
      ),
    );
    // Read from the records and facts, so that the model itself is tried too: headers, else what all claims say.
    const expected = release ?? (claimed.size === 1 ? [...claimed][0] : undefined);
    const isRight =
      kind === "interface" &&
      entry?.title === name &&
      found.every(([version, day]) => day === known.releaseDate(version)) &&
      versions === decided.releases.map(({ version }) => version).join(" or ") &&
      (expected === undefined || versions === expected || CONTRADICTED[name] === versions);
    if (!isRight) wrong.push(`${name}: ${kind} ${entry?.title} ${JSON.stringify(found)}, not ${expected}`);
  }
  expect(wrong).toEqual([]);
});

test("a name that only headers have is answered as since answers it", async () => {
  const described = new Set(interfaceEntries(known).map(({ name }) => name.toLowerCase()));
  const names = [...asSince.names.keys()]
    .filter((_, at) => at % 331 === 0)
    .map((name) => name.replace(/\{\}$/, ""))
    .filter((name) => /_/.test(name) && !described.has(name.toLowerCase().replace("()", "")));
  expect(names.length).toBeGreaterThan(200);
  const wrong: string[] = [];
  for (const name of names) {
    const { groups, absent } = await ask(name);
    const entry = groups[0]?.hits[0]?.entry;
    const { release, absentIn, presentIn } = answerInterface(name, asSince);
    const releases = release === null ? [] : [[release, known.releaseDate(release)]];
    const bracket =
      release !== null
        ? undefined
        : absentIn === null
          ? `in ${presentIn} or before`
          : `after ${absentIn}, in ${presentIn} at the latest`;
    const isRight =
      absent?.headers === "listed" &&
      entry?.title === name.replace("()", "") &&
      JSON.stringify(entry.releases) === JSON.stringify(releases) &&
      entry.bracket === bracket;
    if (!isRight) wrong.push(`${name}: ${JSON.stringify(entry)}`);
  }
  expect(wrong).toEqual([]);
});

test.each([
  ["pidfd_open(2)", "pidfd_open"],
  ["pidfd_open()", "pidfd_open"],
  ["__NR_pidfd_open", "pidfd_open"],
  ["`CLONE_NEWPID`", "CLONE_NEWPID"],
  ["clone_newpid", "CLONE_NEWPID"],
  ["unshare(CLONE_NEWTIME)", "CLONE_NEWTIME"],
  ["/proc/self/uid_map", "/proc/<pid>/uid_map"],
  ["/proc/1/ns/user", "/proc/<pid>/ns/user"],
  ["/proc/<pid>/ns/", "/proc/<pid>/ns"],
  ["time_for_children", "/proc/<pid>/ns/time_for_children"],
  ["cgroup.kill", "cgroup.kill"],
  ["mount", "mount"],
])("%s names the interface %s", async (query, name) => {
  const { kind, entry } = await first(query);
  expect([kind, entry?.title]).toEqual(["interface", name]);
});

// The releases by hand, from the kernel's history.
test.each([
  ["close_range", "close_range", "v5.9", "2020-10-11"],
  ["close_range(2)", "close_range", "v5.9", "2020-10-11"],
  ["mseal", "mseal", "v6.10", "2024-07-14"],
  ["CLONE_EMPTY_MNTNS", "CLONE_EMPTY_MNTNS", "v7.1", "2026-06-14"],
  ["LISTMOUNT_REVERSE", "LISTMOUNT_REVERSE", "v6.11", "2024-09-15"],
  ["struct mnt_id_req", "mnt_id_req", "v6.8", "2024-03-10"],
])("%s is in no record: said first, then the release of the headers", async (query, name, release, day) => {
  const found = await askWithout(query);
  expect(summarize(found)).toMatch(
    new RegExp(`^No record has this identifier: not described here; in the headers since ${release} \\(`),
  );
  expect(found.groups.map(({ kind, found: number }) => [kind, number])).toEqual([["interface", 1]]);
  expect(found.groups[0]?.hits[0]?.entry).toMatchObject({
    kind: "interface",
    title: name,
    releases: [[release, day]],
    evidence: ["fact", "fact, headers"],
  });
});

test.each(["unprivileged_userns_clone", "/proc/thread-selves", "CLONE_NO_SUCH_FLAG", "no_such_call(2)"])(
  "%s is nowhere: said first, without any release",
  async (query) => {
    const found = await askWithout(query);
    expect(summarize(found)).toMatch(/^No record has this identifier\b/);
    expect(found.groups).toEqual([]);
    expect(answerText(found, [], (title) => title)).not.toMatch(/\bv\d+\.\d/);
  },
);

test("what has parts of an unknown name comes apart, without a release", async () => {
  const { absent } = await askWithout("close_range");
  const entries = absent?.parts.flatMap(({ hits }) => hits.map(({ entry }) => entry)) ?? [];
  expect(entries.length).toBeGreaterThan(0);
  for (const entry of entries) {
    expect(Object.keys(entry)).not.toContain("releases");
    expect(JSON.stringify(entry)).not.toMatch(/"v\d+\.\d/);
  }
});

test("headers that leave a bracket are said as a bracket", async () => {
  expect(summarize(await askWithout("AUDIT_INTEGRITY_USERSPACE"))).toBe(
    "No record has this identifier: not described here; after v6.12, in v6.18 at the latest, by the headers.",
  );
  expect(summarize(await askWithout("AF_INET6"))).toMatch(/^No record has this identifier/);
  expect(summarize(await askWithout("CLONE_SETTLS"))).toContain("in v2.6.12 or before");
});

test.each(["user namespaces", "user_namespaces(7)", "user_namespaces", "quota", "PSI", "FUSE", "tag:user"])(
  "%s is searched for as text",
  async (query) => {
    expect((await ask(query)).absent).toBeUndefined();
  },
);

test("while a name is typed, the interfaces that begin so come first", async () => {
  const { absent } = await ask("SECCOMP_IOCTL_NOTIF_");
  expect(absent?.parts[0]?.hits.map(({ entry }) => entry.title)).toEqual([
    "SECCOMP_IOCTL_NOTIF_ADDFD",
    "SECCOMP_IOCTL_NOTIF_ID_VALID",
    "SECCOMP_IOCTL_NOTIF_RECV",
    "SECCOMP_IOCTL_NOTIF_SEND",
    "SECCOMP_IOCTL_NOTIF_SET_FLAGS",
  ]);
});

test("a table that cannot be loaded is said, and search goes on", async () => {
  const offline = { ...without, headerNames: () => Promise.reject(new Error("offline")) };
  const found = await answer("CLONE_EMPTY_MNTNS", offline, []);
  expect(summarize(found)).toBe(
    "No record has this identifier. The table of header names could not be loaded.",
  );
  expect(found.absent?.parts.length).toBeGreaterThan(0);
});

test.each([
  ["/proc/pid/attr/apparmor", "/proc/<pid>/attr/apparmor/current"],
  ["/proc/self/attr/apparmor/", "/proc/<pid>/attr/apparmor/current"],
  ["/proc/sys/kernel", undefined],
])("the folder %s is answered by a file if all came with one release: %s", async (query, name) => {
  expect((await ask(query)).absent ? undefined : (await first(query)).entry?.title).toBe(name);
});

test.each([
  ["idmapped erofs", "MOUNT_ATTR_IDMAP (erofs)"],
  ["erofs idmap", "MOUNT_ATTR_IDMAP (erofs)"],
  ["userns mqueue", "mount (mqueue in a user namespace)"],
  ["NoNewPrivs", "/proc/<pid>/status (NoNewPrivs)"],
  // Of several that have the words none, of one word none, and none where not all words are in the name.
  ["mount user namespace", undefined],
  ["erofs", undefined],
  ["erofs idmap release", undefined],
  ["isolated", undefined],
  ["erofs idmap tag:user", undefined],
])("%s asks for a name with a qualifier: %s", async (query, name) => {
  const { kind, entry } = await first(query);
  expect(kind === "interface" ? entry?.title : undefined).toBe(name);
});

test("that nothing is known of a release is said once", async () => {
  const text = answerText(await ask("/proc/sys/kernel/unprivileged_userns_clone"), [], (title) => title);
  expect(text.match(/release unknown/g)).toHaveLength(1);
});
