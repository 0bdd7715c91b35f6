import { afterEach, describe, expect, test } from "vitest";
import { setLocale } from "../money/money";
import * as days from "./day";

afterEach(() => setLocale("en-US"));

test("a day is written for a table, a sentence and a queue", () => {
  expect(days.day("2026-11-19")).toBe("Nov 19, 2026");
  expect(days.shortDay("2026-11-19")).toBe("Nov 19");
  expect(days.weekDay("2026-11-19")).toBe("Thu, Nov 19");
  expect(days.day(null)).toBe("–");
});

test("a moment without a time is its day", () => {
  expect(days.moment({ day: "2026-11-20", time: "09:00" })).toBe("Fri, Nov 20, 9:00 AM");
  expect(days.moment({ day: "2026-11-20", time: null })).toBe("Fri, Nov 20");
});

describe("counting", () => {
  test.each([
    ["2026-02-28", 1, "2026-03-01"],
    ["2028-02-28", 1, "2028-02-29"],
    ["2026-12-31", 1, "2027-01-01"],
    ["2026-03-08", 1, "2026-03-09"],
    ["2026-01-01", -1, "2025-12-31"],
  ])("%s and %i days is %s", (from, by, to) => {
    expect(days.addDays(from, by)).toBe(to);
  });

  test("a month's end stays a month's end", () => {
    expect(days.sameDayOfMonth("2026-01-31", 1)).toBe("2026-02-28");
    expect(days.sameDayOfMonth("2026-01-15", -1)).toBe("2025-12-15");
    expect(days.addMonths("2026-11", 2)).toBe("2027-01");
  });
});

describe("a month's grid", () => {
  test("starts on Sunday in the United States", () => {
    const grid = days.monthGrid("2026-11");
    expect([grid[0], grid.length, grid[41]]).toEqual(["2026-11-01", 42, "2026-12-12"]);
    expect(days.weekDayNames()[0]).toEqual({ short: "Su", whole: "Sunday" });
  });

  test("starts on Monday in Germany", () => {
    setLocale("de-DE");
    expect(days.monthGrid("2026-11")[0]).toBe("2026-10-26");
    expect(days.weekDayNames()[0]?.whole).toBe("Montag");
  });
});
