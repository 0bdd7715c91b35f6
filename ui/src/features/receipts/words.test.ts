import { expect, test } from "vitest";
import { ageOf, fateOf, fatesOf, needsReason } from "./words";

test.each([
  [0, "today", ""],
  [1, "1 day", ""],
  [7, "7 days", ""],
  [12, "12 days", "caution"],
  [26, "26 days", "danger"],
])("money unapplied for %i days reads %s %s", (days, words, tone) => {
  expect(ageOf(days)).toEqual({ words, tone });
});

test("only what may be chosen is offered", () => {
  const no = { mayWriteOff: false, hasDiscount: false, isMisdirected: false };
  expect(fatesOf(no).map(({ value }) => value)).toEqual(["to_reserve", "dispute", "instalment"]);
  const all = fatesOf({ mayWriteOff: true, hasDiscount: true, isMisdirected: true });
  expect(all).toHaveLength(6);
});

test("a value that is no fate decides nothing", () => {
  expect(fateOf("dispute")).toBe("dispute");
  expect(fateOf("")).toBe("undecided");
  expect([needsReason("undecided"), needsReason("write_off"), needsReason("instalment")]).toEqual([
    true,
    true,
    false,
  ]);
});
