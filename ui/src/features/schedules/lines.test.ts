import { expect, test } from "vitest";
import type {
  DebtorId,
  ScheduleLineId,
  ScheduleLineShown,
  ScheduleLineTyped,
} from "../../host/bindings";
import { cellProblems, cellText, extrasOf, givenOf, hasDebtorDiscount, typedOf } from "./lines";
import { checksSummary } from "./words";

const typed: ScheduleLineTyped = {
  line_id: 7 as ScheduleLineId,
  invoice: "AF-76961",
  debtor: "marrow",
  debtor_id: 17 as DebtorId,
  reference: "MB-66120",
  invoiced_on: "11/14",
  due_on: "",
  face: "4120",
  tax: "",
  retainage: "",
  discount: "",
  decision: "reject",
  reject_reason: "not delivered",
};
const shown: ScheduleLineShown = {
  line_id: 7 as ScheduleLineId,
  position: 1,
  typed,
  debtor: { id: 17 as DebtorId, name: "Marrow Bay Logistics", status: "approved" },
  debtor_choices: [],
  invoiced_on: "2026-11-14",
  due_on: "2026-12-14",
  is_due_from_terms: true,
  face: { minor: 412_000, currency: "USD" },
  tax: { minor: 0, currency: "USD" },
  retainage: null,
  discount: null,
  discount_words: "",
  is_discount_of_debtor: false,
  advance: null,
  standing: "pass",
  standing_words: "",
  files: 0,
  is_verified: false,
  invoice_id: null,
};

test("a line goes into the grid and back unchanged", () => {
  const line = { ...givenOf(typed), key: 1 };
  expect(typedOf(line, typed.line_id)).toEqual(typed);
  expect(line.values).toEqual({ debtor: "17", decision: "reject" });
});

test.each([
  ["debtor", "Marrow Bay Logistics"],
  ["invoiced_on", "Nov 14"],
  // Worked out from the terms, though nothing is typed.
  ["due_on", "Dec 14"],
  ["face", "4,120.00"],
  // Not typed, so not shown as 0.00.
  ["tax", ""],
  ["invoice", "AF-76961"],
])("%s is shown as understood: %s", (field, text) => {
  expect(cellText({ ...givenOf(typed), key: 1 }, field, shown)).toBe(text);
});

test("a discount is shown by its terms, the debtor's own in an empty cell", () => {
  const early = { discount: { minor: 8_240, currency: "USD" }, discount_words: "2/10" };
  const line = { ...givenOf(typed), key: 1 };
  const own = { ...shown, ...early, is_discount_of_debtor: true };
  expect(cellText(line, "discount", own)).toBe("2/10");
  expect(hasDebtorDiscount([shown])).toBe(false);
  expect(hasDebtorDiscount([shown, own])).toBe(true);
  const sum = { ...typed, discount: "82.4" };
  const ofSum = { ...shown, ...early, typed: sum, discount_words: "" };
  expect(cellText({ ...givenOf(sum), key: 1 }, "discount", ofSum)).toBe("82.40");
});

test("a cell that was typed on since is shown as typed", () => {
  const line = { ...givenOf({ ...typed, face: "4121" }), key: 1 };
  expect(cellText(line, "face", shown)).toBe("4121");
});

test("the sentences of the cells are found by line, those of the head are not among them", () => {
  const problems = cellProblems(
    [
      { field: "lines.0.face", message: "no amount" },
      { field: "lines.5.face", message: "of a line that went" },
      { field: "control_total", message: "no amount" },
    ],
    [shown],
  );
  expect([...problems]).toEqual([["7/face", "no amount"]]);
});

test("tax, retainage and discount ask for their columns once one is used", () => {
  const line = { ...givenOf(typed), key: 1 };
  expect(extrasOf([line])).toBe("none");
  expect(extrasOf([line, { ...givenOf({ ...typed, discount: "2/10" }), key: 2 }])).toBe("discount");
  expect(extrasOf([line, { ...givenOf({ ...typed, retainage: "5" }), key: 2 }])).toBe("all");
});

test.each([
  [{ blocks: 1, warnings: 3, overridden: 0, passes: 5 }, "1 block, 3 warnings, 5 pass"],
  [{ blocks: 0, warnings: 1, overridden: 1, passes: 7 }, "1 warning, 1 overridden, 7 pass"],
  [{ blocks: 0, warnings: 0, overridden: 0, passes: 0 }, ""],
])("%o reads as %j", (counts, words) => {
  expect(checksSummary(counts)).toBe(words);
});
