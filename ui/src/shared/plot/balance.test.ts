import { expect, test } from "vitest";
import { axisText, monthStarts, stepPath } from "./balance";

const usd = (minor: number) => ({ minor, currency: "USD" });

test("a step stands until the next day begins", () => {
  const points = [
    { day: "2026-10-31", value: usd(100) },
    { day: "2026-11-01", value: usd(300) },
  ];
  expect(stepPath(points, (i) => i * 10, (m) => 400 - m)).toBe("M0.0 300.0H10.0V100.0");
  expect(monthStarts(points)).toEqual([{ place: 1, name: "Nov" }]);
});

test("the axis shortens and nothing else does", () => {
  const texts = [0, 50_000, 10_000_000, 12_500_000, 120_000_000, -10_000_000];
  expect(texts.map((minor) => axisText(usd(minor)))).toEqual([
    "0",
    "500",
    "100k",
    "125k",
    "1.2M",
    "−100k",
  ]);
});
