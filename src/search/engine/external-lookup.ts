/** Where else to look up what is not known here. */
import { isLookup, referenceIn } from "../../domain/reference.ts";
import { askedIdentifier } from "../query/asked-identifier.ts";
import type { Answer } from "./answer.ts";

/** A page of another site. */
export interface ExternalPlace {
  host: string;
  url: string;
}

/** Who says what a kernel of a vendor has, by what its `uname -r` ends with. */
const trackers: [pattern: RegExp, url: string][] = [
  [/\.el\d/, "https://access.redhat.com/search/#/?q=kernel&p=1&documentKind=Errata"],
  [/\.fc\d+/, "https://bodhi.fedoraproject.org/updates/?packages=kernel"],
  [/\.amzn\d/, "https://alas.aws.amazon.com/"],
  [/(?:uek|\.ol\d)/, "https://linux.oracle.com/errata/"],
  [
    /-(?:amd64|arm64|686|686-pae|armmp|ppc64el|s390x|cloud-amd64)$|deb\d+u\d/,
    "https://security-tracker.debian.org/tracker/source-package/linux",
  ],
  [/-(?:default|lp\d+|preempt)/, "https://kernel.suse.com/"],
  [
    /-(?:generic|lowlatency|aws|azure|gcp|oracle|kvm|raspi)(?:$|\s|-)/,
    "https://launchpad.net/ubuntu/+source/linux",
  ],
  [/-arch\d/, "https://archlinux.org/packages/core/x86_64/linux/"],
];
const KERNEL = /^(?:linux )?v?\d{1,2}\.\d{1,3}\.\d+[-.+~]\S+$/i;
const elixir = (name: string) =>
  `https://elixir.bootlin.com/linux/latest/A/ident/${encodeURIComponent(name)}`;

/**
 * Where to look up what is not known here, by what the query is: a commit at git.kernel.org, a message or a CVE number
 * at lore.kernel.org, an identifier in the sources, a kernel with its distribution; undefined for anything else.
 * Nothing is asked there.
 */
export function externalLookup({ text, look, groups, absent }: Answer): ExternalPlace | undefined {
  if (look && look.rows.length > 0) return undefined;
  const url = urlFor({
    text: text.trim(),
    look,
    isFound: groups.length > 0,
    isAbsent: absent !== undefined && absent.headers !== "listed",
  });
  return url === undefined ? undefined : { host: new URL(url).host, url };
}

function urlFor({
  text,
  look,
  isFound,
  isAbsent,
}: {
  text: string;
  look: Answer["look"];
  isFound: boolean;
  isAbsent: boolean;
}): string | undefined {
  if (look && look.reference.type === "address" && look.reference.certain) {
    const { rest } = look.reference;
    // A number of another archive finds anything there.
    return /@|^cve-\d/i.test(rest) ? `https://lore.kernel.org/all/?q=${encodeURIComponent(rest)}` : undefined;
  }
  if (look && look.reference.type === "hash") {
    const { certain, prefix } = look.reference;
    // Git abbreviates hashes to seven digits or more.
    if (certain || (!isFound && prefix.length >= 7)) return `https://git.kernel.org/torvalds/c/${prefix}`;
  }
  if (isFound && !isAbsent) return undefined;
  if (KERNEL.test(text)) {
    const [, tracker] = trackers.find(([pattern]) => pattern.test(text)) ?? [];
    if (tracker !== undefined) return tracker;
  }
  const asked = isLookup(referenceIn(text)) ? null : askedIdentifier(text);
  const name = asked?.name ?? "";
  return /^\w+$/.test(name) && (isAbsent || asked?.certain) ? elixir(name) : undefined;
}
