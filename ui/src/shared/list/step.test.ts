import { expect, test } from "vitest";
import { listStep } from "./step";

test.each([
  ["ArrowDown", 0, 3, 1],
  ["ArrowDown", 2, 3, 2],
  ["ArrowUp", 0, 3, 0],
  ["Home", 2, 3, 0],
  ["End", 0, 3, 2],
  ["Enter", 0, 3, null],
  ["ArrowDown", 0, 0, null],
])("%s at %i of %i leads to %s", (key, at, length, to) => {
  expect(listStep(key, at, length)).toBe(to);
});
