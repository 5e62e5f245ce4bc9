import { join } from "node:path";
import type { Problem } from "../problem.ts";
import { slug } from "../schema/primitives.ts";
import { type Releases, releases } from "../schema/releases.ts";
import { anyRepository, type Repository } from "../schema/repository.ts";
import { fileProblem } from "./files.ts";
import { factsFolder, readStableDates } from "./read-facts.ts";
import { readRecord } from "./read-record.ts";

/** Reads the declaration of one repository, for commands that need no other content. */
export function readRepository(
  contentDir: string,
  id: string,
): { repository: Repository | null; problems: Problem[] } {
  // The name comes from the command line and becomes a path, so only slugs are accepted.
  const file = join(contentDir, "repositories", `${slug.safeParse(id).success ? id : "-"}.yaml`);
  const { data, problems } = readRecord({ path: file, file }, anyRepository, "yaml");
  if (data === null || data.kind === "commits") return { repository: data, problems };
  const remedy = "Name a repository whose commits the content names.";
  const problem = { ...fileProblem(file, "commits", '"headers"', remedy), field: "kind" };
  return { repository: null, problems: [problem] };
}

/** The listed releases, and the days of stable ones. */
export interface ListedReleases {
  releases: Releases["releases"];
  /** Reads the generated days when it is first called. */
  stableDate: (tag: string) => string | undefined;
}

/** Reads the releases and their dates, for the same commands. */
export function readReleases(contentDir: string): ListedReleases {
  const file = join(contentDir, "releases.yaml");
  const { data } = readRecord({ path: file, file }, releases, "yaml");
  const listed = new Map(data?.stable.map(({ version, date }) => [version, date]));
  let generated: ReadonlyMap<string, string> | undefined;
  const stableDate = (tag: string) => {
    generated ??= readStableDates(factsFolder(contentDir));
    return generated.get(tag) ?? listed.get(tag);
  };
  return { releases: data?.releases ?? [], stableDate };
}
