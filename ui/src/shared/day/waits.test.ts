import { expect, test } from "vitest";
import { waitOptions, waitWords } from "./waits";

test("a length of time is said in its largest whole unit", () => {
  expect([5, 60, 90, 120, 1440, 10_080].map(waitWords)).toEqual([
    "5 min",
    "1 h",
    "90 min",
    "2 h",
    "1 d",
    "7 d",
  ]);
});

test("a kept length that is not usual stands in its place among the others", () => {
  const labels = waitOptions(45).map(({ label }) => label);
  expect(labels.slice(2, 6)).toEqual(["15 min", "30 min", "45 min", "1 h"]);
  expect(waitOptions(10)).toHaveLength(waitOptions(null).length);
});
