/** Who and when. */
export interface Signature {
  /** Any text: may be empty or hold control characters. */
  name: string;
  /** With time and zone, like git's %aI: "2017-01-25T14:04:15+13:00". 1970 when the commit has none that can be. */
  date: string;
  /** Seconds since the epoch, UTC. */
  seconds: number;
}

/** What a Date can hold. git writes what is beyond as 1970, and so do we. */
const LAST_SECOND = 8.64e12;

/** Reads "Name <address> seconds zone" as git does: the name up to the first "<", the date after the last ">". */
export function parseIdent(ident: string): Signature {
  const opening = ident.indexOf("<");
  const name = (opening < 0 ? ident : ident.slice(0, opening)).trim();
  const [, digits = "0", zone = "+0000"] =
    /^\s*(\d{1,20})(?:\s+([+-]\d{1,9}))?/.exec(ident.slice(ident.lastIndexOf(">") + 1)) ?? [];
  const seconds = Number(digits) > LAST_SECOND ? 0 : Number(digits);
  return { name, date: isoDate(seconds, zone), seconds };
}

function isoDate(seconds: number, zone: string): string {
  // The number is hours and minutes side by side: +0530.
  const digits = Math.abs(Number(zone));
  const known = digits < 10_000 ? digits : 0;
  const sign = zone.startsWith("-") ? -1 : 1;
  const minutes = sign * (Math.trunc(known / 100) * 60 + (known % 100));
  const local = new Date(1000 * Math.min(seconds + 60 * minutes, LAST_SECOND));
  const [year = "", rest = ""] = splitYear(local.toISOString());
  const pad = (part: number) => String(part).padStart(2, "0");
  return `${year}-${rest.slice(0, 14)}${sign < 0 ? "-" : "+"}${pad(Math.trunc(known / 100))}:${pad(known % 100)}`;
}

/** Years past 9999 come as "+010000". */
function splitYear(iso: string): [string, string] {
  const [, sign = "", year = "", rest = ""] = /^([+-]?)(\d+)-(.*)$/.exec(iso) ?? [];
  return [
    `${sign === "-" ? "-" : ""}${year.length === 6 ? String(Number(year)).padStart(4, "0") : year}`,
    rest,
  ];
}
