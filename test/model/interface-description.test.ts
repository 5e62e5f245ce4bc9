import { expect, test } from "vitest";
import { describeInterface } from "../../src/model/interface-description.ts";
import { interfaceEntries } from "../../src/model/interface-entries.ts";
import { known } from "../known-content.ts";
import { ALPHA, edit } from "../records/content-tree.ts";
import { smallKnowledge } from "../search/small-world.ts";

const entries = interfaceEntries(known);
const described = (name: string) => {
  const entry = entries.find((each) => each.name === name);
  if (!entry) throw new Error(`no record lists ${name}`);
  return describeInterface(entry, known);
};

// As the kernel's headers of v6.12 have them.
test.each([
  ["CLONE_NEWTIME", "linux/sched.h", "0x00000080"],
  ["NS_GET_NSTYPE", "linux/nsfs.h", "_IO(NSIO, 0x3)"],
  ["CAP_BPF", "linux/capability.h", "39"],
  ["MS_PRIVATE", "linux/mount.h", "(1<<18)"],
  ["perf_event_attr.namespaces", "linux/perf_event.h", null],
  ["openat2", null, null],
  ["/proc/<pid>/ns/time", null, null],
  // A struct of this name exists, and is not the cgroup file.
  ["tasks", null, null],
])("%s is defined in %s as %s", (name, header, value) => {
  expect(described(name)).toMatchObject({ header, value });
});

test("a field of a struct is one, whatever kind its record lists it under", () => {
  expect(described("perf_event_attr.namespaces")).toMatchObject({
    kind: "perf",
    sort: { id: "struct-field", one: "field of a struct" },
    detection: { method: expect.stringContaining("E2BIG") },
  });
  expect(described("landlock_ruleset_attr.scoped")).toMatchObject({
    kind: "flag",
    sort: { id: "struct-field" },
  });
  expect(described("cgroup.freeze").sort.id).toBe("cgroup");
  expect(described("PERF_RECORD_NAMESPACES").sort.id).toBe("perf");
});

test("changes stand apart by what they are to an interface", () => {
  const slugs = ({ introducedBy, extendedBy, usedBy }: ReturnType<typeof described>) =>
    [introducedBy, extendedBy, usedBy].map((its) => its.map(({ record }) => record.slug));
  expect(slugs(described("CLONE_NEWTIME"))).toEqual([["time-namespaces"], ["time-namespace-exec"], []]);
  expect(slugs(described("CAP_SYS_MODULE"))[0]).toEqual([]);
});

// What of each became of it stands in its record: AT_BENEATH was dropped on the way to openat2(2).
test.each([
  ["AT_BENEATH", "path-resolution-at-flags", true],
  ["NS_IS_INIT", "nsfs-is-init-access-ioctls", true],
  ["MS_REC_RDONLY", "recursive-readonly-old-mount-api", true],
  // Not in the headers that are read, or in none.
  ["PIDFD_AUTOKILL", "clone-autoreap-nnp-autokill", false],
  ["bpf_get_netns_cookie", "netns-cookie", false],
  ["lsm=", "lsm-namespacing-stacking", false],
  // The control group file of a subsystem that is gone.
  ["cgroup.clone_children", "ns-cgroup", false],
  ["RESOLVE_BENEATH", "openat2", false],
])("%s, which %s introduces, was only proposed: %s", (name, slug, isProposed) => {
  const its = described(name);
  expect(its.introducedBy.map(({ record }) => record.slug)).toContain(slug);
  expect(its.isProposed).toBe(isProposed);
});

test("manual pages: its own first, then those of the record that introduces it", () => {
  expect(described("mount").manPages).toEqual(["mount(8)", "mount(2)"]);
  expect(described("unshare").manPages.slice(0, 3)).toEqual(["unshare(2)", "unshare(1)", "clone(2)"]);
});

test("detection leads to the records that introduce it, and gives the method for its kind", () => {
  const { records, method } = described("clone3").detection;
  expect(records.map(({ record }) => record.slug)).toEqual(["clone3"]);
  expect(method).toContain("ENOSYS");
  expect(described("CAP_SYS_MODULE").detection).toMatchObject({
    records: [],
    method: expect.stringContaining("cap_last_cap"),
  });
});

test("build options hold for what the record introduces, or for the interfaces that they name", () => {
  const interfaces =
    "  - { kind: proc, name: /proc/a, role: introduces }\n  - { kind: proc, name: /proc/b, role: extends }\n";
  const config = `config:
  - { option: CONFIG_ALL, evidence: [{ document: talk, at: line 1 }] }
  - { option: CONFIG_ONE, interfaces: [/proc/a], evidence: [{ document: talk }] }
`;
  const small = smallKnowledge({
    "changes/alpha.md": edit(
      edit(ALPHA, "interfaces:\n", `interfaces:\n${interfaces}`),
      "summary:",
      `${config}summary:`,
    ),
  });
  const needs = Object.fromEntries(
    interfaceEntries(small).map((entry) => [
      entry.name,
      describeInterface(entry, small).needs.map(({ option }) => option),
    ]),
  );
  expect(needs).toMatchObject({
    "/proc/a": ["CONFIG_ALL", "CONFIG_ONE"],
    "/proc/b": [],
    NS_GET_OWNER_UID: ["CONFIG_ALL"],
  });
});
