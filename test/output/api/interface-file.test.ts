import { expect, test } from "vitest";
import { apiDocuments } from "../../../src/output/api/api-documents.ts";
import { known } from "../../known-content.ts";

const files = apiDocuments(known, (path) => path, "2026-01-01T00:00:00Z");

// From headers and records read by hand.
test("a flag that headers prove: release, bracket, observations, changes", () => {
  expect(files.get("interfaces/CLONE_NEWTIME.json")).toMatchObject({
    name: "CLONE_NEWTIME",
    kind: "flag",
    header: "linux/sched.h",
    value: "0x00000080",
    page: "/interfaces/CLONE_NEWTIME/",
    since: {
      origin: "headers",
      releases: [{ version: "v5.6", date: "2020-03-29" }],
      absentIn: "v5.5",
      presentIn: "v5.6",
      evidence: "fact",
      inWords: "v5.6 (2020-03-29), fact, headers",
    },
    introducedBy: [{ slug: "time-namespaces", file: "/api/v1/changes/time-namespaces.json" }],
    extendedBy: [{ slug: "time-namespace-exec" }],
    detection: { records: ["/changes/time-namespaces/#body-detection"] },
    nullBecause: {},
  });
});

test("a file of /proc has no header and says so; its claims name their documents", () => {
  const file = files.get("interfaces/proc/pid/ns/time.json");
  expect(file).toMatchObject({
    name: "/proc/<pid>/ns/time",
    kind: "proc",
    header: null,
    value: null,
    since: { origin: "claims", absentIn: null, presentIn: null, evidence: "quoted" },
    nullBecause: { header: expect.stringContaining("no header"), value: expect.any(String) },
  });
  const { claims, documents } = file as {
    claims: { source: { document: string } }[];
    documents: { slug: string }[];
  };
  expect(claims.length).toBeGreaterThan(0);
  const slugs = documents.map(({ slug }) => slug);
  for (const { source } of claims) expect(slugs).toContain(source.document);
});

test("what never came, and what headers leave open, has no release and a reason", () => {
  expect(files.get("interfaces/AT_BENEATH.json")).toMatchObject({
    since: {
      releases: null,
      nullBecause: { releases: expect.stringContaining("in no header that was read") },
    },
    never: expect.arrayContaining([{ history: "bionic", newest: expect.any(String) }]),
  });
  expect(files.get("interfaces/CLONE_NEWNS.json")).toMatchObject({
    since: { releases: null, absentIn: null, presentIn: "v2.6.12", evidence: "fact" },
  });
});

test("every interface is found by its name", () => {
  const { interfaces } = files.get("interfaces.json") as { interfaces: { name: string; file: string }[] };
  expect(interfaces.length).toBeGreaterThan(300);
  for (const { name, file } of interfaces)
    expect(files.get(file.slice("/api/v1/".length))).toMatchObject({ name });
});
