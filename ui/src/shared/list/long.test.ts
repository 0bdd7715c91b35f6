import { describe, expect, test } from "vitest";
import { drawn, lineAt, scrolledTo, tops } from "./long";

describe("a long list", () => {
  test("knows where each line stands", () => {
    expect(tops([])).toEqual([0]);
    expect(tops([28, 60, 60])).toEqual([0, 28, 88, 148]);
  });

  test("finds the line at a height", () => {
    const all = tops([28, 60, 60]);
    expect([0, 27, 28, 87, 88, 500].map((top) => lineAt(all, top))).toEqual([0, 0, 1, 1, 2, 2]);
    expect(lineAt([0], 10)).toBe(0);
  });

  test("draws only what is near the window", () => {
    const all = tops(Array.from({ length: 10_000 }, () => 60));
    expect(drawn(all, 0, 600)).toEqual({ from: 0, to: 17 });
    expect(drawn(all, 300_000, 600)).toEqual({ from: 4994, to: 5017 });
    expect(drawn(all, 9_999_999, 600).to).toBe(10_000);
    expect(drawn([0], 0, 600)).toEqual({ from: 0, to: 0 });
  });

  test("scrolls no further than a line needs", () => {
    const all = tops([60, 60, 60, 60]);
    expect(scrolledTo(all, 1, 0, 120)).toBe(0);
    expect(scrolledTo(all, 3, 0, 120)).toBe(120);
    expect(scrolledTo(all, 0, 100, 120)).toBe(0);
  });
});
