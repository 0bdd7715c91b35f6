import { describe, expect, test } from "vitest";
import { daysOf, spanWords } from "./span";

describe("the days that contacts are shown of", () => {
  test("are the day, its week from Sunday, or its month", () => {
    for (const [kind, day, first, last] of [
      ["day", "2026-11-19", "2026-11-19", "2026-11-19"],
      ["week", "2026-11-19", "2026-11-15", "2026-11-21"],
      ["week", "2026-11-15", "2026-11-15", "2026-11-21"],
      ["week", "2026-01-01", "2025-12-28", "2026-01-03"],
      ["month", "2026-11-19", "2026-11-01", "2026-11-30"],
      ["month", "2028-02-10", "2028-02-01", "2028-02-29"],
      ["month", "2026-12-31", "2026-12-01", "2026-12-31"],
    ] as const) {
      expect(daysOf({ kind, day }), `${kind} ${day}`).toEqual({ first, last });
    }
    expect(daysOf({ kind: "due" })).toEqual({ first: null, last: null });
  });

  test("are said in words", () => {
    expect(spanWords({ kind: "month", day: "2026-11-19" })).toBe("November 2026");
    expect(spanWords({ kind: "week", day: "2026-11-19" })).toContain(" to ");
  });
});
