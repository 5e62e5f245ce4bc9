/**
 * The release in what `uname -a` and /proc/version print; null for any other line.
 * @example releaseOfUname("Linux host 6.1.0-18-amd64 #1 SMP") // "6.1.0-18-amd64"
 */
export function releaseOfUname(line: string): string | null {
  return /^Linux (?:version )?(?:\S+ )??(\d+\.\d+\.\d+\S*)(?: |$)/.exec(line)?.[1] ?? null;
}
