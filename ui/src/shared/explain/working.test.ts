import { expect, test } from "vitest";
import { receiptText, totalText } from "./working";

const usd = (minor: number) => ({ minor, currency: "USD" });

test("a receipt can be pasted as lines with tabs", () => {
  const text = receiptText({
    title: "Fee at 90 days",
    formula_id: "F-03",
    lines: [
      { label: "First 30 days", detail: "2.00% × 10,000.00", amount: usd(20_000) },
      { label: "Minimum fee", detail: "15.00, lower than the fee", amount: null },
    ],
    total_label: "Fee",
    total_detail: "rounded once, half up",
    total: { kind: "money", amount: usd(62_000) },
    note: "",
  });
  expect(text.split("\n")).toEqual([
    "Fee at 90 days, formula F-03",
    "First 30 days\t2.00% × 10,000.00\t200.00",
    "Minimum fee\t15.00, lower than the fee\t–",
    "Fee\trounded once, half up\t620.00",
  ]);
});

test("a total may be a percentage", () => {
  expect(totalText({ kind: "rate", rate: "28.63" })).toBe("28.63%");
});
