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

/** Reads the releases and their dates, for the same commands. */
export function readReleases(contentDir: string): Pick<Releases, "releases" | "stable"> {
  const file = join(contentDir, "releases.yaml");
  const { data } = readRecord({ path: file, file }, releases, "yaml");
  const generated = [...readStableDates(factsFolder(contentDir))].map(([version, date]) => ({
    version,
    date,
  }));
  return { releases: data?.releases ?? [], stable: [...(data?.stable ?? []), ...generated] };
}
