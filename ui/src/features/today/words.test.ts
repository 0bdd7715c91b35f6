import { expect, test } from "vitest";
import { initials, lateLook, shortMoment } from "./words";

test.each([
  ["Ruth Adeyemi", "RA"],
  ["Ruth A.", "RA"],
  ["Ruth", "R"],
  ["  Ana  Maria  Costa ", "AC"],
  ["", ""],
])("the initials of “%s” are “%s”", (name, letters) => {
  expect(initials(name)).toBe(letters);
});

test.each([
  [0, "muted"],
  [1, "caution"],
  [7, "caution"],
  [8, "danger strong"],
])("%i days late look %s", (days, look) => {
  expect(lateLook(days)).toBe(look);
});

test("a moment in a row has its time if it has one", () => {
  expect(shortMoment({ day: "2026-11-20", time: "09:00" })).toBe("Nov 20, 9:00 AM");
  expect(shortMoment({ day: "2026-11-20", time: null })).toBe("Nov 20");
});
