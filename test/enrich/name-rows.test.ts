import { expect, test } from "vitest";
import { formatNames } from "../../src/domain/names-table.ts";
import { nameRows } from "../../src/enrich/name-rows.ts";
import type { ReadHistory } from "../../src/enrich/read-histories.ts";
import type { Snapshot } from "../../src/git/headers/history.ts";
import type { Observed } from "../../src/git/headers/observe.ts";
import type { Corpus } from "../../src/records/corpus.ts";

const releases = ["v4.9", "v4.10", "v4.11"].map((version) => ({ version, date: null }));
const [before, release, after] = ["v4.9", "v4.10", "v4.11"];

/** A history that shows these names, each as "call name absent present", "-" for none, "?" before what is private. */
function history(id: string, { form = "headers", internal = false }, names: string[]): ReadHistory {
  const snapshot = (label: string): Snapshot => ({
    ...{ commit: "a".repeat(40), label, kind: "release", proves: label, refutes: label },
  });
  const seen = names.map((text): Observed => {
    const [kind = "", name = "", absent = "-", present = "-"] = text.split(" ");
    const isPrivate = present.startsWith("?");
    return {
      ...{ kind: kind as Observed["kind"], name, header: "linux/a.h", value: null, gone: null },
      absent:
        absent === "-" ? null : { snapshot: snapshot(absent), release: absent, path: "a.h", withCall: null },
      present:
        present === "-" || isPrivate
          ? null
          : {
              snapshot: snapshot(present),
              release: present,
              path: "a.h",
              line: 1,
              value: null,
              isInternal: internal,
            },
      privateIn: isPrivate ? present.slice(1) : null,
    };
  });
  const headers = { partial: false, release: { by: "tags" }, files: [{ path: "a.h", form, internal }] };
  return { record: { id, headers }, scanned: { snapshots: [], names: seen } } as unknown as ReadHistory;
}

test.each<[string, ReadHistory[], string]>([
  [
    "a list of calls alone proves none new, even where another architecture had it",
    [
      history("list", { form: "names" }, [
        `call list ${before} ${release}`,
        `call both ${before} ${release}`,
      ]),
      history("headers", {}, [`call list - ?${after}`, `call both - ${after}`]),
    ],
    `system calls\n-${release} list()\n${release} both()\n`,
  ],
  [
    "a macro that keeps the name of a struct is no new name, even where programs see the struct no more",
    [
      history("old", { internal: true }, [`type ipt_tcp - ${before}`, `type gone - ?${before}`]),
      history("new", {}, [
        `constant ipt_tcp ${release} ${after}`,
        `constant gone ${release} ${after}`,
        `constant NEW ${release} ${after}`,
      ]),
    ],
    `linux/a.h\n-${after} gone ipt_tcp\n${after} NEW\n`,
  ],
])("%s", (_, read, expected) => {
  const text = formatNames(nameRows(read, { releases } as Corpus));
  expect(text.slice(text.indexOf("\n\n") + 2)).toBe(expected.replaceAll("v", ""));
});
