import { inflateSync } from "node:zlib";
import { expect, test } from "vitest";
import { sphinxInventory } from "../../../src/output/inventory/inventory.ts";
import { BACKPORT, MERGE, SHA, smallKnowledge, TWIN } from "../../search/small-world.ts";

/** Its four lines of heading, and its objects by name. */
function read(bytes: Uint8Array): { heading: string[]; objects: Map<string, string> } {
  const text = Buffer.from(bytes);
  let end = 0;
  for (let line = 0; line < 4; line += 1) end = text.indexOf("\n", end) + 1;
  const lines = inflateSync(text.subarray(end)).toString("utf8").trimEnd().split("\n");
  const objects = lines.map((line) => /^(\S+ std:\S+) -1 (.*)$/.exec(line)?.slice(1) ?? ["unreadable", line]);
  return {
    heading: text.subarray(0, end).toString("utf8").trimEnd().split("\n"),
    objects: new Map(objects as [string, string][]),
  };
}

test("a heading that Sphinx knows, then the objects", () => {
  const { heading, objects } = read(sphinxInventory(smallKnowledge()));
  expect(heading[0]).toBe("# Sphinx inventory version 2");
  expect(heading[3]).toContain("zlib");
  expect(objects.has("unreadable")).toBe(false);
});

test.each([
  ["changes/alpha std:doc", "changes/alpha/ Ask a namespace who owns it"],
  ["change-alpha std:label", "changes/alpha/ Ask a namespace who owns it"],
  ["change-old-quota std:label", "changes/beta/ Mount quota files"],
  ["topic-user std:label", "topics/user/ User namespaces"],
  ["topics/pid std:doc", "topics/pid/ PID namespaces"],
  ["interfaces/NS_GET_OWNER_UID std:doc", "interfaces/NS_GET_OWNER_UID/ NS_GET_OWNER_UID"],
  ["interface-ns_get_owner_uid std:label", "interfaces/NS_GET_OWNER_UID/ NS_GET_OWNER_UID"],
  [
    `commit-${SHA.slice(0, 12)} std:label`,
    `commits/${SHA}/ commit ${SHA.slice(0, 12)} ("nsfs: Add an ioctl() <b>to</b> return the owner")`,
  ],
  [
    `c/${TWIN.slice(0, 12)} std:doc`,
    `commits/${TWIN}/ commit ${TWIN.slice(0, 12)} ("another thing entirely")`,
  ],
  [
    `commit-${BACKPORT.slice(0, 12)} std:label`,
    `c/${BACKPORT.slice(0, 12)}/ commit ${BACKPORT.slice(0, 12)} (subject not known)`,
  ],
  [
    `commit-${MERGE.slice(0, 12)} std:label`,
    `c/${MERGE.slice(0, 12)}/ commit ${MERGE.slice(0, 12)} (subject not known)`,
  ],
])("%s", (name, expected) => {
  expect(read(sphinxInventory(smallKnowledge())).objects.get(name)).toBe(expected);
});

test("the same content gives the same bytes", () => {
  expect(sphinxInventory(smallKnowledge())).toEqual(sphinxInventory(smallKnowledge()));
});
