import { areDifferent } from "./constant.ts";
import { compareReleases } from "./release.ts";

/** What one header history shows of a name, as far as its first release is concerned. */
export interface Evidence {
  /** Id of the history. */
  history: string;
  /** Whether its trees are the mainline's own. Copies may be patched, or lack headers. */
  isMainline: boolean;
  /** The newest release before the name that lacks it; null: none is proven. */
  absentIn: string | null;
  /** The oldest release that is proven to have it; null: none is. */
  presentIn: string | null;
  /** The oldest release in which the kernel, or another architecture, has it for itself, before programs do. */
  privateIn?: string | null | undefined;
  /** Its header also holds what programs do not see: the name may have meant something else. */
  isInternal?: boolean | undefined;
  /** What it stands for where `presentIn` says. */
  value?: string | null | undefined;
}

/** Between which releases a name came. */
export interface Bracket {
  /** The release that has it first, when the release before is proven to lack it: "v5.6". */
  release: string | null;
  absentIn: string | null;
  presentIn: string | null;
  /** Histories that contradict others, with what the others say; they do not count, or widen the bracket. */
  disputes: Dispute[];
}

export interface Dispute {
  history: string;
  /** "early": it has the name in a release that another history lacks it in; "late": the reverse; "value": it
   * stands for something else there, so it is another constant. */
  kind: "early" | "late" | "value";
  against: string;
}

/**
 * The tightest bracket that header histories give together.
 *
 * A release that has the name ends the bracket, one that lacks it begins it. The mainline's own trees overrule copies:
 * Android's headers have PR_SET_VMA long before the mainline, strace's lack what stood in a header it did not copy.
 * Copies that contradict each other widen the bracket.
 * @param previous the mainline release before one; null for the first that is known
 * @example combine([{ history: "bionic", isMainline: false, absentIn: "v5.5", presentIn: "v5.6" }], before).release // "v5.6"
 */
export function combine(
  evidence: readonly Evidence[],
  previous: (release: string) => string | null,
): Bracket {
  const others = evidence.flatMap((each) => otherConstant(each, evidence));
  const isOther = ({ history }: Evidence) => others.some((each) => each.history === history);
  const same = evidence.filter((each) => !isOther(each));
  // Where programs may have had the name before with another value, it is no proof of a release, and no new name either.
  const earlier = evidence
    .filter(isOther)
    .map((each) => ({ ...each, presentIn: null, privateIn: each.presentIn }));
  const mainline = same.filter(({ isMainline }) => isMainline);
  const copies = same.filter(({ isMainline }) => !isMainline).flatMap((copy) => disputesOf(copy, mainline));
  const disputes = [...others, ...copies];
  const kept = same.filter(({ history }) => !copies.some((each) => each.history === history));
  const hidden =
    [...evidence, ...earlier].flatMap(({ privateIn }) => privateIn ?? []).sort(compareReleases)[0] ?? null;
  // From where the kernel has the name for itself, its absence from the headers proves nothing.
  const trusted = [...kept, ...earlier].map((each) =>
    hidden !== null && each.absentIn !== null && compareReleases(each.absentIn, hidden) >= 0
      ? { ...each, absentIn: null }
      : each,
  );
  const among = trusted.flatMap((each, at) => disputesOf(each, trusted.slice(at + 1)));
  const absences = trusted.flatMap(({ absentIn }) => absentIn ?? []).sort(compareReleases);
  const presences = trusted.flatMap(({ presentIn }) => presentIn ?? []).sort(compareReleases);
  const [earliest = null] = presences;
  const latest = absences.at(-1) ?? null;
  const isLater = (a: string, b: string | null) => b === null || compareReleases(a, b) > 0;
  const absentIn =
    absences.findLast((each) => earliest === null || compareReleases(each, earliest) < 0) ?? null;
  const presentIn = presences.find((each) => isLater(each, latest)) ?? null;
  const isClosed = presentIn !== null && absentIn !== null && previous(presentIn) === absentIn;
  return { release: isClosed ? presentIn : null, absentIn, presentIn, disputes: [...disputes, ...among] };
}

/** What the kernel's own headers had under the name before programs did, if that was something else. */
function otherConstant(each: Evidence, evidence: readonly Evidence[]): Dispute[] {
  if (!each.isInternal) return [];
  const seen = evidence.find(
    (other) =>
      !other.isInternal && other.presentIn !== null && areDifferent(each.value ?? null, other.value ?? null),
  );
  return seen ? [{ history: each.history, kind: "value", against: seen.history }] : [];
}

function disputesOf(each: Evidence, others: readonly Evidence[]): Dispute[] {
  const { history, absentIn, presentIn } = each;
  return others.flatMap((other): Dispute[] => {
    const against = other.history;
    if (presentIn !== null && other.absentIn !== null && compareReleases(presentIn, other.absentIn) <= 0) {
      return [{ history, kind: "early", against }];
    }
    if (absentIn !== null && other.presentIn !== null && compareReleases(absentIn, other.presentIn) >= 0) {
      return [{ history, kind: "late", against }];
    }
    return [];
  });
}

/** The release before each, for `combine`. @param releases of the mainline, in order */
export function previousRelease(
  releases: readonly { version: string }[],
): (release: string) => string | null {
  const before = new Map(releases.map(({ version }, at) => [version, releases[at - 1]?.version ?? null]));
  return (release) => before.get(release) ?? null;
}

/** What of the facts of a history counts as evidence; the schema of facts about interfaces describes the fields. */
interface History {
  mainline: boolean;
  newest: { label: string };
  interfaces: Readonly<Record<string, Seen>>;
  never: readonly string[];
}

interface Seen {
  kind: string;
  absent: { release: string; path: string | null; withCall?: string | undefined } | null;
  present: { release: string; value: string | null; internal?: true | undefined } | null;
  privateIn?: string | undefined;
}

/**
 * What histories show of a name, for `combine`. A mainline history that has it in no import lacks it up to its newest
 * release; that counts for what another history shows to be defined in headers later, but not for calls outside of a
 * clone of the kernel, since copies of its headers lack the tables of some architectures.
 * @param histories by their ids
 */
export function evidenceFrom(histories: ReadonlyMap<string, History>, name: string): Evidence[] {
  const seenBy = [...histories].flatMap(([history, { mainline, interfaces }]) => {
    const seen = Object.hasOwn(interfaces, name) ? interfaces[name] : undefined;
    return seen ? [{ kind: seen.kind, evidence: evidenceOf(history, mainline, seen) }] : [];
  });
  const isThere = (release: string) =>
    seenBy.some(
      ({ evidence: { presentIn } }) => presentIn !== null && compareReleases(presentIn, release) <= 0,
    );
  const isCall = seenBy.some(({ kind }) => kind === "call");
  const lacking = [...histories].flatMap(([history, { mainline, newest, never }]): Evidence[] => {
    const release = /^(?:after )?(v\d+(?:\.\d+)+)$/.exec(newest.label)?.[1];
    const isWhole = mainline && (!isCall || newest.label === release);
    if (seenBy.length === 0 || !isWhole || release === undefined || !never.includes(name)) return [];
    return isThere(release) ? [] : [{ history, isMainline: true, absentIn: release, presentIn: null }];
  });
  return [...seenBy.map(({ evidence }) => evidence), ...lacking];
}

/** The evidence of one history. @param mainline whether its trees are the mainline's own */
export function evidenceOf(history: string, mainline: boolean, seen: Omit<Seen, "kind">): Evidence {
  const { absent, present, privateIn } = seen;
  const isProof = absent !== null && (absent.path !== null || absent.withCall !== undefined);
  return {
    history,
    isMainline: mainline,
    absentIn: isProof ? absent.release : null,
    presentIn: present?.release ?? null,
    privateIn,
    isInternal: present?.internal,
    value: present?.value,
  };
}
