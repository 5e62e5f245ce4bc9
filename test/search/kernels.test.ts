import { expect, test } from "vitest";
import { type Answer, answer } from "../../src/search/engine/answer.ts";
import { summarize } from "../../src/search/engine/describe-answer.ts";
import { onlyLead } from "../../src/search/lookup/lookup.ts";
import { mayBeKernel } from "../../src/search/query/may-be-kernel.ts";
import { smallWorld } from "./small-world.ts";

const sources = "sources:\n  - { url: https://example.org/, at: x, kind: table }\n";
const ubuntu = String.raw`uname: '^6\.8\.0-(?<build>\d+)-[a-z]+$'`;
const line = (title: string, vendor: string, rest: string) =>
  `title: "${title}"\nvendor: "${vendor}"\n${rest}\n${sources}`;

const files = {
  "kernels/lines/el9.yaml": line(
    "RHEL 9 and its rebuilds",
    "Red Hat",
    String.raw`names: ["RHEL 9"]
base: "v4.14"
uname: '^5\.14\.0-(?<build>\d+(?:\.\d+)*)\.el9(?:_\d+)?(?:\.x86_64)?$'
releases:
  - { version: "9.3", build: "362" }
  - { version: "9.4", build: "427" }`,
  ),
  "kernels/lines/debian-12.yaml": line(
    "Debian 12",
    "Debian",
    String.raw`names: ["owner 2012"]
base: "v4.14"
uname: '^6\.1\.0-\d+-amd64$'`,
  ),
  "kernels/lines/wsl2-6.6.yaml": line("WSL2 with kernel 6.6", "Microsoft", 'names: ["WSL2"]\nbase: "v4.14"'),
  "kernels/lines/wsl2-5.15.yaml": line(
    "WSL2 with kernel 5.15",
    "Microsoft",
    'names: ["WSL2"]\nbase: "v4.14"',
  ),
  "kernels/lines/ubuntu-24.04.yaml": line(
    "Ubuntu 24.04",
    "Ubuntu",
    `names: ["noble"]\nbase: "v4.14"\n${ubuntu}`,
  ),
  "kernels/lines/ubuntu-22.04-hwe-6.8.yaml": line(
    "Ubuntu 22.04 HWE",
    "Ubuntu",
    `names: ["jammy"]\nbase: "v4.14"\n${ubuntu}`,
  ),
};
const ask = async (text: string) => answer(text, smallWorld(files));
const leads = ({ look }: Answer) => (look?.rows ?? []).flatMap((row) => row.leads);

const el9 = ["/kernels/el9/", "RHEL 9 and its rebuilds, release 9.4, build 427"];

test.each<[string, ...string[][]]>([
  ["5.14.0-427.el9", el9],
  [" 5.14.0-427.el9.x86_64 ", el9],
  [
    "5.14.0-400.el9",
    ["/kernels/el9/", "RHEL 9 and its rebuilds, after release 9.3 and before release 9.4, build 400"],
  ],
  ["RHEL 9.4", el9],
  ["rhel9", ["/kernels/el9/", "RHEL 9 and its rebuilds"]],
  ["el9", ["/kernels/el9/", "RHEL 9 and its rebuilds"]],
  ["Debian 12", ["/kernels/debian-12/", "Debian 12"]],
  ["6.1.0-18-amd64", ["/kernels/debian-12/", "Debian 12"]],
  ["Linux host 6.1.0-18-amd64 #1 SMP x86_64 GNU/Linux", ["/kernels/debian-12/", "Debian 12"]],
  [
    "6.8.0-45-generic",
    ["/kernels/ubuntu-22.04-hwe-6.8/", "Ubuntu 22.04 HWE, build 45"],
    ["/kernels/ubuntu-24.04/", "Ubuntu 24.04, build 45"],
  ],
  ["Ubuntu 24.04 6.8.0-45-generic", ["/kernels/ubuntu-24.04/", "Ubuntu 24.04, build 45"]],
  ["WSL2", ["/kernels/wsl2-5.15/", "WSL2 with kernel 5.15"], ["/kernels/wsl2-6.6/", "WSL2 with kernel 6.6"]],
  ["4.14.21", ["/releases/v4.14/", "Linux v4.14"]],
  ["Linux 4.14.21", ["/releases/v4.14/", "Linux v4.14"]],
  ["4.14.y", ["/releases/v4.14/", "Linux v4.14"]],
  ["4.14.0-custom", ["/releases/v4.14/", "Linux v4.14"]],
])("%s leads to its line or release", async (text, ...expected) => {
  const found = leads(await ask(text));
  expect(found.map(({ path, title }) => [path, title])).toEqual(expected);
});

test("what is no kernel, or a mainline release, is searched as text", async () => {
  for (const text of ["debian", "debian 99", "4.14", "v4.14", "owner namespace", "9.9.1", "openat2"]) {
    expect((await ask(text)).look, text).toBeUndefined();
  }
  expect((await ask("v4.14")).groups[0]?.hits[0]?.entry.path).toBe("/releases/v4.14/");
});

test("one line is opened by Enter, two are a choice, and the summary says so", async () => {
  const one = await ask("Debian 12");
  expect([onlyLead(one.look), summarize(one)]).toEqual([
    "/kernels/debian-12/",
    "This is the name of a kernel.",
  ]);
  const two = await ask("6.8.0-45-generic");
  expect([onlyLead(two.look), summarize(two)]).toEqual([undefined, "2 lines of kernels have this name."]);
});

test.each([
  ...["RHEL 9.4", "el9", "ubuntu-22.04-hwe-6.8", "SLES 15 SP5", "debian12", "5.10.y", "5.14.0-1.el9"].map(
    (text) => [text, true] as const,
  ),
  ...["debian", "openat2", "tag:user", "CLONE_NEWPID", "4.14", "a".repeat(401), "user_namespaces(7)"].map(
    (text) => [text, false] as const,
  ),
])("the names of kernels are asked for where a query is written like one: %s", (text, may) => {
  expect(mayBeKernel(text)).toBe(may);
});

test("pages with some words of a kernel's name are left out", async () => {
  expect((await ask("owner")).groups).not.toEqual([]);
  const { groups, look } = await ask("owner 2012");
  expect([groups, onlyLead(look)]).toEqual([[], "/kernels/debian-12/"]);
});
