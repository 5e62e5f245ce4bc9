import { interfacePath } from "../../domain/interface-path.ts";

/**
 * Makes a path of the site into an address that a client can request.
 * @param path beginning with a slash, without the site's base: "/changes/nsfs-ioctls/"
 */
export type Addresses = (path: string) => string;

const ROOT = "/api/v1";

export const changeFilePath = (slug: string) => `changes/${slug}.json`;
export const commitFilePath = (sha: string) => `commits/${sha}.json`;

/** @example interfaceFilePath("/proc/<pid>/ns/time") // "interfaces/proc/pid/ns/time.json" */
export const interfaceFilePath = (name: string) => `${interfacePath(name).slice(1, -1)}.json`;

/** @param path below /api/v1/ */
export function fileAddress(address: Addresses, path: string): string {
  return address(`${ROOT}/${path}`);
}
