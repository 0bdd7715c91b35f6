import { expect, test } from "vitest";
import { ageClass } from "./words";

test.each([
  [0, 5, "a0"],
  [4, 5, "a4"],
  [0, 4, "a1"],
  [3, 4, "a4"],
])("column %i of %i has the colour %s", (place, columns, look) => {
  expect(ageClass(place, columns)).toBe(look);
});
