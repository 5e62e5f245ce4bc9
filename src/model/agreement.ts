import type { Claim, ClaimField } from "../records/schema/claim.ts";
import type { CommitFacts } from "../records/schema/facts.ts";

type Value = Claim["value"];

/**
 * Whether two values of one field say the same thing; null when the field holds free text or a list of
 * which many may be true at once, so that no two values can contradict each other.
 */
export function sameValue(field: ClaimField, left: Value, right: Value): boolean | null {
  switch (field) {
    case "feature":
    case "posting":
    case "followUp":
    case "flaw":
      return null;
    case "authorDate":
    case "committerDate":
    case "releaseDate":
      return sameMoment(String(left), String(right));
    case "introduces":
      return oneHoldsTheOther(left as string[], right as string[]);
    case "subject":
    case "author":
    case "committer":
      return plain(String(left)) === plain(String(right));
    case "merge":
    case "release":
    case "candidate":
      return left === right;
  }
}

/** What the facts say in a field; undefined when no clone can prove that field, null when there is none. */
export function factFor(field: ClaimField, facts: CommitFacts): Value | null | undefined {
  switch (field) {
    case "subject":
      return facts.subject;
    case "author":
      return facts.author.name;
    case "authorDate":
      return facts.author.date;
    case "committer":
      return facts.committer.name;
    case "committerDate":
      return facts.committer.date;
    case "merge":
      return facts.merge;
    case "release":
      return facts.release;
    case "candidate":
      return facts.candidate;
    default:
      return undefined;
  }
}

/** A day stands for any moment on it, in the zone that the other value is written in. */
function sameMoment(left: string, right: string): boolean {
  const dayOnly = left.length === 10 || right.length === 10;
  return dayOnly ? left.slice(0, 10) === right.slice(0, 10) : Date.parse(left) === Date.parse(right);
}

function oneHoldsTheOther(left: string[], right: string[]): boolean {
  const within = (inner: string[], outer: string[]) => inner.every((name) => outer.includes(name));
  return within(left, right) || within(right, left);
}

function plain(text: string): string {
  return text.normalize("NFC").replace(/\s+/g, " ").trim();
}
