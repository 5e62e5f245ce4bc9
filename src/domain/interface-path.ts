/**
 * The path of an interface's page, readable and without what addresses escape.
 * @example interfacePath("/proc/<pid>/ns/time") // "/interfaces/proc/pid/ns/time/"
 */
export function interfacePath(name: string): string {
  const path = name
    .replace(/[<>]/g, "")
    .replace(/\.{2,}|[^A-Za-z0-9._=/-]+/g, "-")
    .replace(/-{2,}/g, "-")
    .replace(/^[/-]+|[./-]+$/g, "");
  return `/interfaces/${path}/`;
}
