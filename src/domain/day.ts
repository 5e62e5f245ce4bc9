const months = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** The day as every output shows it: "2017-11-12" of itself, or of a moment that begins so. */
export function shownDay(moment: string): string {
  return moment.slice(0, "YYYY-MM-DD".length);
}

/** "12 November 2017" of "2017-11-12": the form that Specref's `date` has. */
export function dayInFull(day: string): string {
  const [year = "", month, date] = shownDay(day).split("-");
  return `${Number(date)} ${months[Number(month) - 1] ?? ""} ${year}`;
}

const DAY = 24 * 3600 * 1000;
/** Average days of a month and a year in the Gregorian calendar. */
const MONTH = 30.436875;
const YEAR = 365.2425;

/** Days from one day to another, YYYY-MM-DD; negative when the second is the earlier one. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(to) - Date.parse(from)) / DAY);
}

/** A number of days in the largest fitting unit: "12 days", "5 months", "2.6 years". */
export function spanInWords(days: number): string {
  if (days < 2 * MONTH) return days === 1 ? "1 day" : `${days} days`;
  const wholeMonths = Math.round(days / MONTH);
  return wholeMonths < 24 ? `${wholeMonths} months` : `${(days / YEAR).toFixed(1)} years`;
}

/** The lower median of a list of numbers; undefined for an empty list. */
export function median(numbers: number[]): number | undefined {
  return numbers.toSorted((a, b) => a - b)[Math.ceil(numbers.length / 2) - 1];
}
