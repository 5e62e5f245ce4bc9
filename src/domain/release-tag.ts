/**
 * The tag of a release as readers write it: 4.14, v4.14, V4.14-RC1, libcap-2.26.
 * @returns undefined for what can be no release
 */
export function releaseTag(text: string): string | undefined {
  const written = text.trim().toLowerCase();
  const [, version] = /^(?:linux[- ]?)?v?(\d{1,2}(?:\.\d{1,3}){1,2}(?:-rc\d{1,3})?)$/.exec(written) ?? [];
  if (version !== undefined) return `v${version}`;
  return /^libcap-\d\.\d{1,3}$/.test(written) ? written : undefined;
}
