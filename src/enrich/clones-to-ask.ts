import type { Corpus, RepositoryRecord } from "../records/corpus.ts";

/** A clone to ask, and the repository that the person says it is a clone of. */
export interface CloneToAsk {
  repository: RepositoryRecord;
  directory: string;
}

/**
 * The clones to ask: the one given, or all that the environment names (SINCELINUX_LINUX_CLONE).
 * @param clone directory of a clone of the repository `name`
 * @returns a sentence when there is none
 */
export function clonesToAsk(
  { clone, repository: name }: { clone?: string | undefined; repository: string },
  { repositories }: Corpus,
): CloneToAsk[] | string {
  const variable = (id: string) => `SINCELINUX_${id.toUpperCase().replaceAll("-", "_")}_CLONE`;
  if (clone !== undefined) {
    const repository = repositories.find(({ id }) => id === name);
    const known = repositories.map(({ id }) => id).join(", ");
    return repository
      ? [{ repository, directory: clone }]
      : `no repository "${name}"; the content has ${known}`;
  }
  const named = repositories.flatMap((repository) => {
    const directory = process.env[variable(repository.id)];
    return directory ? [{ repository, directory }] : [];
  });
  const variables = repositories.map(({ id }) => variable(id)).join(", ");
  return named.length > 0 ? named : `name a clone with --clone DIR, or in one of ${variables}`;
}
