import { expect, test } from "vitest";
import { initials, nextContact } from "./words";

test.each([
  ["Ruth Adeyemi", "RA"],
  ["Ruth", "R"],
  ["Dr. Anna van der Zee", "DZ"],
  ["Ruth Adeyemi (MA)", "RA"],
  ["élodie brun", "ÉB"],
  ["  ", ""],
])("the initials of %j are %j", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test.each([
  ["2026-11-19", null, false, "today", "today"],
  ["2026-11-19", "10:30:00", false, "10:30 AM", "today"],
  ["2026-11-19", "09:30:00", true, "9:30 AM", "overdue"],
  ["2026-11-18", null, true, "Nov 18", "overdue"],
  ["2026-11-24", "09:00:00", false, "Nov 24", "later"],
])("a next contact on %s at %s reads as day or time", (day, time, isOverdue, words, urgency) => {
  expect(nextContact({ day, time }, isOverdue, "2026-11-19")).toEqual({ words, urgency });
});
