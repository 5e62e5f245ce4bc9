import { readFileSync } from "node:fs";

/** The fields of package.json that lead to the repository. Other fields are left alone. */
interface RepositoryFields {
  repository?: { type: "git"; url: string };
  bugs?: { url: string };
  homepage?: string;
}

/**
 * Where this project's repository can be read, for the links that report an error and edit a record.
 * The environment variable REPOSITORY_URL decides; without it, `repository` in package.json does.
 * @returns an address such as "https://example.org/owner/name", without a closing slash; null when none is configured
 * @throws Error when REPOSITORY_URL is not such an address
 * @example
 * repositoryAddress({ REPOSITORY_URL: "https://example.org/owner/name.git" }); // "https://example.org/owner/name"
 */
export function repositoryAddress(environment: NodeJS.ProcessEnv = process.env): string | null {
  const set = environment["REPOSITORY_URL"];
  if (set === "") return null;
  if (set !== undefined) {
    const address = webAddressOf(set);
    if (address === null) {
      throw new Error(
        `REPOSITORY_URL: expected an https address of a repository, found ${JSON.stringify(set)}`,
      );
    }
    return address;
  }
  const { repository }: RepositoryFields = JSON.parse(readFileSync("package.json", "utf8"));
  return repository ? webAddressOf(repository.url) : null;
}

/**
 * The https address of a repository in one spelling: "git+https://example.org/owner/name.git/" too.
 * @returns null for anything else: other schemes, a query, a password, no path
 */
export function webAddressOf(text: string): string | null {
  const address = text
    .replace(/^git\+/, "")
    .replace(/\/+$/, "")
    .replace(/\.git$/, "");
  if (/[\s<>"'?#@]/.test(address) || !URL.canParse(address)) return null;
  const { protocol, pathname, href } = new URL(address);
  return protocol === "https:" && pathname !== "/" ? href : null;
}

/**
 * What package.json says of the repository at an address.
 * @param address as webAddressOf returns it
 */
export function packageFields(address: string): Required<RepositoryFields> {
  return {
    repository: { type: "git", url: `git+${address}.git` },
    bugs: { url: `${address}/issues` },
    homepage: `${address}#readme`,
  };
}

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
  // Null is an answer too: the address is read once for thousands of pages.
  if (links === undefined) links = linksTo(repositoryAddress());
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
      return `${issues}/new?${new URLSearchParams({ template: "wrong-fact.yml", page })}`;
    },
    edit: (file) => `${repository}/${isGitHub ? "edit" : "blob"}/main/${file}`,
  };
}
