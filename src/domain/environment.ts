/** The environment of a process: `process.env`. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * The environment variable that names a clone of a repository, for every command that reads one.
 * @param repository id of the repository: the name of its file in content/repositories/
 * @example cloneVariable("util-linux") // "SINCELINUX_UTIL_LINUX_CLONE"
 */
export function cloneVariable(repository: string): string {
  return `SINCELINUX_${repository.toUpperCase().replaceAll("-", "_")}_CLONE`;
}

/**
 * The folder for everything that sincelinux caches: $XDG_CACHE_HOME/sincelinux if that is set, else
 * ~/Library/Caches/sincelinux on macOS, %LOCALAPPDATA%\sincelinux on Windows, ~/.cache/sincelinux elsewhere.
 * @param platform `process.platform`
 * @returns an absolute path, which need not exist; null when the environment names no such place: nothing is cached
 * @example cacheFolder("linux", { HOME: "/home/me" }) // "/home/me/.cache/sincelinux"
 */
export function cacheFolder(platform: string, env: Environment): string | null {
  const parent = absolute(env.XDG_CACHE_HOME) ?? defaultParent(platform, env);
  return parent === null ? null : `${parent}/sincelinux`;
}

function defaultParent(platform: string, { HOME, LOCALAPPDATA }: Environment): string | null {
  if (platform === "win32") return absolute(LOCALAPPDATA);
  const home = absolute(HOME);
  if (home === null) return null;
  return platform === "darwin" ? `${home}/Library/Caches` : `${home}/.cache`;
}

/** The path without a trailing slash; null when it is missing, or relative, which XDG says to ignore. */
function absolute(path: string | undefined): string | null {
  if (path === undefined || !/^(?:\/|[A-Za-z]:[\\/])/.test(path)) return null;
  return path.replace(/[\\/]+$/, "");
}
