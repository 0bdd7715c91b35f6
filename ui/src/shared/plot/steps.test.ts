import { expect, test } from "vitest";
import { axisDays, type CurvePoint, feePath, gridValues, sentence } from "./steps";

const usd = (minor: number) => ({ minor, currency: "USD" });
const at = (days: number, minor: number): CurvePoint => ({ days, fee: usd(minor) });

test.each([
  [75_000, [0, 20_000, 40_000, 60_000, 80_000]],
  [100_000, [0, 25_000, 50_000, 75_000, 100_000]],
  [300, [0, 100, 200, 300]],
  [0, [0]],
])("a grid up to %i has round values", (max, values) => {
  expect(gridValues(max)).toEqual(values);
  expect(values.length).toBeLessThanOrEqual(5);
});

test("a step is upright at the end of its day, and a slope stays a slope", () => {
  const points = [at(0, 20_000), at(30, 20_000), at(31, 27_000), at(40, 27_000), at(60, 34_000)];
  const path = feePath(
    points,
    (days) => days * 10,
    (minor) => minor / 1000,
  );
  expect(path).toBe("M0.0 20.0L300.0 20.0V27.0L310.0 27.0L400.0 27.0L600.0 34.0");
});

test("the axis names at most thirteen days", () => {
  expect(axisDays(100)).toEqual([0, 10, 20, 30, 40, 50, 60, 70, 80, 90, 100]);
  expect(axisDays(365).length).toBeLessThanOrEqual(13);
});

test("the curve is also a sentence, in figures that were worked out and not here", () => {
  const asked = [at(30, 20_000), at(90, 62_000)];
  const told = sentence([{ name: "v3 draft", kind: "draft", points: [], asked }], usd(1_000_000));
  expect(told).toContain("invoice of 10,000.00");
  expect(told).toContain("v3 draft goes from 200.00 at 30 days to 620.00 at 90");
});
