import { describe, expect, test } from "vitest";
import { isLines, lineOf, type Lines, withCoding, withPays } from "./lines";

const none = { reason: "", fate: "", note: "" };

describe("the lines of a receipt", () => {
  test("an amount is kept under its invoice and goes with its text", () => {
    const typed = withPays({}, 12, "=1200+350");
    expect(typed).toEqual({ "12": { pays: "=1200+350", coding: none } });
    expect(withPays(typed, 12, " ")).toEqual({});
  });

  test("an answer about a shortage stays while the amount is typed anew", () => {
    const coded = withCoding(withPays({}, 12, "100"), 12, { reason: "damage", fate: "reserve" });
    expect(lineOf(withPays(coded, 12, "90"), 12)).toEqual({
      pays: "90",
      coding: { reason: "damage", fate: "reserve", note: "" },
    });
  });

  test("an invoice without a line is paid nothing", () => {
    expect(lineOf({}, 3)).toEqual({ pays: "", coding: none });
  });
});

test.each<[unknown, boolean]>([
  [{}, true],
  [{ "1": { pays: "5", coding: none } } satisfies Lines, true],
  [[], false],
  [null, false],
  [{ "1": { pays: 5, coding: none } }, false],
  [{ "1": { pays: "5", coding: { reason: "x" } } }, false],
])("%j is kept text of lines: %s", (value, is) => {
  expect(isLines(value)).toBe(is);
});
