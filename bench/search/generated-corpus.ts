import { createHash } from "node:crypto";
import type { ChangeRecord, Corpus, DocumentRecord } from "../../src/records/corpus.ts";
import { changeStates } from "../../src/records/schema/change.ts";
import type { Claim } from "../../src/records/schema/claim.ts";
import { plainBody } from "../../src/search/index/entries.ts";
import { randomNumbers } from "../git/random-numbers.ts";

type Draw = (below: number) => number;

/**
 * Generates a corpus from the words of a real one: word frequencies are the same, and every change introduces two
 * interfaces of its own. The same arguments give the same corpus.
 * @param records number of changes and commits together
 * @param commitsOfChange mean number of commits of a change
 */
export function generatedCorpus(real: Corpus, records: number, commitsOfChange: number): Corpus {
  const draw = randomNumbers(records);
  const words = real.changes.flatMap(({ body, summary, title }) =>
    `${title} ${summary} ${plainBody(body)}`.split(/\s+/),
  );
  const count = Math.round(records / (1 + commitsOfChange));
  const changes = Array.from({ length: count }, (_, at) => {
    const first = Math.round(at * commitsOfChange);
    const shas = Array.from({ length: Math.round((at + 1) * commitsOfChange) - first }, (_each, nth) =>
      createHash("sha1")
        .update(String(first + nth))
        .digest("hex"),
    );
    return generatedChange(real, words, shas, at, draw);
  });
  // The pages of topics name interfaces, which a change has to list.
  const ofTopics = real.topics.flatMap(({ flag, procFile }) =>
    [flag, procFile].flatMap((name) => name ?? []),
  );
  changes[0]?.interfaces.push(...ofTopics.map(introduced));
  const claims = changes.flatMap(({ commits, interfaces }) =>
    commits.flatMap(({ sha }) => claimsAbout(sha, interfaces[0]?.name ?? "", real, words, draw)),
  );
  const [source] = real.documents;
  if (!source) throw new Error("expected a document to make claims in");
  const document: DocumentRecord = { ...source, outline: [], claims };
  return { ...real, changes, documents: [document], facts: new Map() };
}

function generatedChange(
  real: Corpus,
  words: string[],
  shas: string[],
  at: number,
  draw: Draw,
): ChangeRecord {
  const like = pick(real.changes, draw);
  const names = [1, 2].map(() =>
    `${pick(words, draw)}_${at.toString(36)}`.toUpperCase().replace(/\W+/g, "_"),
  );
  return {
    ...like,
    slug: `generated-${at}`,
    file: `content/changes/generated-${at}.md`,
    title: text(words, 8, draw).slice(0, 100),
    summary: text(words, 30, draw).slice(0, 300),
    body: text(words, 300, draw),
    status: { ...like.status, state: pick(changeStates, draw) },
    commits: shas.map((sha) => ({ sha, role: "core" })),
    interfaces: names.map(introduced),
    relations: [],
    aliases: [],
  };
}

function introduced(name: string): ChangeRecord["interfaces"][number] {
  return { kind: "ioctl", name, role: "introduces", claims: [] };
}

function claimsAbout(sha: string, brings: string, real: Corpus, words: string[], draw: Draw): Claim[] {
  const about = { commit: sha, confidence: "quoted" } as const;
  return [
    { ...about, field: "subject", value: text(words, 9, draw) },
    { ...about, field: "author", value: text(words, 2, draw) },
    { ...about, field: "release", value: pick(real.releases, draw).version },
    { ...about, field: "introduces", value: [brings] },
  ];
}

function text(words: string[], length: number, draw: Draw): string {
  return Array.from({ length }, () => pick(words, draw)).join(" ");
}

function pick<T>(from: readonly T[], draw: Draw): T {
  const picked = from[draw(from.length)];
  if (picked === undefined) throw new Error("expected something to pick from");
  return picked;
}
