import { expect, test } from "vitest";
import { dayInFull, daysBetween, median, shownDay, spanInWords } from "../../src/domain/day.ts";

test.each([
  ["2018-09-19", "2020-03-29", 557],
  ["2020-02-28", "2020-03-01", 2],
  ["2019-02-28", "2019-03-01", 1],
  ["2019-03-01", "2019-02-28", -1],
  ["2018-10-25", "2018-10-25", 0],
])("from %s to %s", (from, to, days) => {
  expect(daysBetween(from, to)).toBe(days);
});

test.each([
  ["2017-11-12", "2017-11-12", "12 November 2017"],
  ["2005-01-01", "2005-01-01", "1 January 2005"],
  ["2020-09-30", "2020-09-30", "30 September 2020"],
  ["2018-12-31T23:59:59+01:00", "2018-12-31", "31 December 2018"],
])("%s as it is shown, and as Specref has it", (moment, day, full) => {
  expect(shownDay(moment)).toBe(day);
  expect(dayInFull(moment)).toBe(full);
});

test.each([
  [0, "0 days"],
  [1, "1 day"],
  [60, "60 days"],
  [61, "2 months"],
  [557, "18 months"],
  [713, "23 months"],
  [731, "2.0 years"],
  [2556, "7.0 years"],
])("%i days are %s", (days, words) => {
  expect(spanInWords(days)).toBe(words);
});

test("the middle of a list", () => {
  expect(median([])).toBeUndefined();
  expect(median([5])).toBe(5);
  expect(median([9, 100, 10])).toBe(10);
  expect(median([4, 1, 3, 2])).toBe(2);
});
