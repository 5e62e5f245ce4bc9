const DAY = 24 * 3600 * 1000;
/** Days in a month and a year of the Gregorian calendar, on average. */
const MONTH = 30.436875;
const YEAR = 365.2425;

/** Days from one day to another, YYYY-MM-DD; negative when the second is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** A span of days as people say it: "12 days", "5 months", "2.6 years". */
export function spanInWords(days: number): string {
  if (days < 2 * MONTH) return days === 1 ? "1 day" : `${days} days`;
  const months = Math.round(days / MONTH);
  return months < 24 ? `${months} months` : `${(days / YEAR).toFixed(1)} years`;
}

/** The middle of a list of numbers, the lower one of two; undefined of none. */
export function median(numbers: number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length / 2) - 1];
}
