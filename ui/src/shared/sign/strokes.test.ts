import { expect, test } from "vitest";
import {
  extended,
  POINTS_MAX,
  roomAfter,
  type Stroke,
  strokePath,
  strokePoint,
  STROKES_MAX,
} from "./strokes";

test("a point is kept in thousandths of the pad, never outside it", () => {
  expect(strokePoint(298, 118, 596, 236)).toEqual([500, 500]);
  expect(strokePoint(-20, 999, 596, 236)).toEqual([0, 1000]);
});

test("a stroke keeps only points that moved", () => {
  const one = extended([], [1, 1], 10);
  expect(extended(one, [1, 1], 10)).toBe(one);
  expect(extended(one, [1, 2], 10)).toHaveLength(2);
});

test("a signature ends where the contract would refuse it", () => {
  const full: Stroke = Array.from({ length: POINTS_MAX }, (_, i) => [i % 1000, 0]);
  expect(roomAfter([full])).toBe(0);
  expect(extended([], [0, 9], roomAfter([full]))).toEqual([]);
  expect(roomAfter(Array.from({ length: STROKES_MAX }, (): Stroke => [[1, 1]]))).toBe(0);
});

test("a stroke is a line, a touch is a dot", () => {
  expect(
    strokePath([
      [1, 2],
      [3, 4],
    ]),
  ).toBe("M1 2L3 4");
  expect(strokePath([[1, 2]])).toBe("M1 2l1 0");
});
