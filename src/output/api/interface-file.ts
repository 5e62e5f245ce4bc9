import { interfacePath } from "../../domain/interface-path.ts";
import { detectionPath } from "../../model/detection.ts";
import { describeInterface } from "../../model/interface-description.ts";
import type { InterfaceEntry } from "../../model/interface-entries.ts";
import { interfaceBracket, interfaceEvidence, interfaceInWords } from "../../model/interface-since.ts";
import type { ChangeEntry, Knowledge } from "../../model/knowledge.ts";
import { type Addresses, changeFilePath, fileAddress, interfaceFilePath } from "./addresses.ts";
import { claimPart, documentsOf, explained } from "./file-parts.ts";
import type { ApiContent } from "./schema/files.ts";

type InterfaceFile = ApiContent<"interface">;

/** Every interface, in short, by name. */
export function interfacesFile(
  entries: InterfaceEntry[],
  known: Knowledge,
  address: Addresses,
): ApiContent<"interfaces"> {
  const interfaces = entries.map((entry) => {
    const { kind, header } = describeInterface(entry, known);
    const fields = {
      name: entry.name,
      kind,
      header,
      since: sinceOf(entry),
      page: address(interfacePath(entry.name)),
      file: fileAddress(address, interfaceFilePath(entry.name)),
    };
    return explained(fields, { header: NO_HEADER });
  });
  return { counts: { interfaces: interfaces.length }, interfaces };
}

/** One interface: its first release, the observations and claims behind it, and what records say of it. */
export function interfaceFile(entry: InterfaceEntry, known: Knowledge, address: Addresses): InterfaceFile {
  const { kind, header, value, introducedBy, extendedBy, removedBy, usedBy, usableWith, ...described } =
    describeInterface(entry, known);
  const { manPages, detection, needs, disputes } = described;
  const { answer, claims, introductions } = entry;
  const changes = (entries: ChangeEntry[]) =>
    entries.map(({ record: { slug } }) => ({ slug, file: fileAddress(address, changeFilePath(slug)) }));
  const cited = new Set(needs.flatMap(({ evidence }) => evidence.map(({ document }) => document)));
  const fields = {
    name: entry.name,
    kind,
    header,
    since: sinceOf(entry),
    page: address(interfacePath(entry.name)),
    value,
    introducedBy: changes(introducedBy),
    extendedBy: changes(extendedBy),
    removedBy: changes(removedBy),
    usedBy: changes(usedBy),
    usableWith: changes(usableWith),
    manPages,
    detection: {
      records: detection.records.map((change) => address(detectionPath(change))),
      method: detection.method,
    },
    needs: needs.map(({ option, evidence }) => ({ option, evidence })),
    disputes,
    observations: answer.observations.map(observationPart),
    never: answer.never ?? [],
    claims: claims.map(claimPart),
    introductions: introductions.map(claimPart),
    documents: documentsOf(
      [...claims, ...introductions],
      known.corpus.documents.filter(({ slug }) => cited.has(slug)),
      address,
    ),
  };
  return explained(fields, {
    header: NO_HEADER,
    value: "No header that was read states a value for it.",
  });
}

const NO_HEADER = "It is a system call, or no header that was read defines it.";

function sinceOf({ since, answer }: InterfaceEntry): InterfaceFile["since"] {
  const { origin, sources, contradicted, commit, isDisputedByHeaders } = since;
  const evidence = interfaceEvidence(since).of;
  const releases = since.releases.map(({ version, day }) =>
    explained({ version, date: day }, { date: "No source that was read gives the day of this release." }),
  );
  const bracket = interfaceBracket(since);
  return explained(
    {
      origin: origin ?? ("unknown" as const),
      releases: releases.length > 0 ? releases : null,
      absentIn: answer.absentIn,
      presentIn: answer.presentIn,
      disputed: isDisputedByHeaders || evidence === "disputed" || contradicted.length > 0,
      evidence,
      sources: sources.map(({ slug }) => slug),
      contradicted: contradicted.map(({ version, document, at }) => ({
        version,
        document: document.slug,
        ...(at === undefined ? {} : { at }),
      })),
      ...(commit === undefined ? {} : { commit }),
      inWords: interfaceInWords(since),
    },
    {
      releases:
        bracket === undefined
          ? "No header that was read defines it, and no source names a release."
          : `Headers show no single release: ${bracket}.`,
      absentIn: "No release is proven to lack it.",
      presentIn: "No release is proven to have it.",
    },
  );
}

function observationPart({
  absent,
  present,
  ...seen
}: InterfaceEntry["answer"]["observations"][number]): InterfaceFile["observations"][number] {
  return explained(
    {
      ...seen,
      absent:
        absent &&
        explained(absent, { path: "The header came with the name, which proves nothing by itself." }),
      present: present && explained(present, { value: "The header states none." }),
    },
    {
      absent: "No import of this history proves a release without it.",
      present: "No import of this history proves a release with it.",
    },
  );
}
