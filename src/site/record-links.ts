import { absolute } from "./links.ts";
import { repositoryAddress } from "./repository-address.ts";

/** Where readers report errors and edit records. */
export interface RepositoryLinks {
  /** Address of the repository. */
  url: string;
  issues: string;
  /** The form for wrong statements, with the address of the page filled in where the host is GitHub. */
  report(page: string): string;
  /** The editor of a file where the host is GitHub, else the file. */
  edit(file: string): string;
}

let links: RepositoryLinks | null | undefined;

/**
 * @returns null where no repository address is configured
 * @throws Error when REPOSITORY_URL is not an address
 */
export function repositoryLinks(): RepositoryLinks | null {
  links ??= linksTo(repositoryAddress());
  return links;
}

/**
 * @param repository as repositoryAddress returns it
 * @example
 * linksTo("https://github.com/owner/name")?.edit("content/releases.yaml");
 * // "https://github.com/owner/name/edit/main/content/releases.yaml"
 */
export function linksTo(repository: string | null): RepositoryLinks | null {
  if (repository === null) return null;
  const isGitHub = new URL(repository).host === "github.com";
  const issues = `${repository}/issues`;
  return {
    url: repository,
    issues,
    report(page) {
      if (!isGitHub) return issues;
      return `${issues}/new?${new URLSearchParams({ template: "wrong-fact.yml", page: absolute(page) ?? page })}`;
    },
    edit: (file) => `${repository}/${isGitHub ? "edit" : "blob"}/main/${file}`,
  };
}
