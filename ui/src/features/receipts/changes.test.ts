import { expect, test } from "vitest";
import type { InvoiceId, ReceiptId, ReceiptLineStaged, ReceiptStage } from "../../host/bindings";
import { changesBetween } from "./changes";

const usd = (minor: number) => ({ minor, currency: "USD" });

function line(open: number): ReceiptLineStaged {
  return {
    invoice_id: 12 as InvoiceId,
    number: "BS-20183",
    client_id: 1 as ReceiptLineStaged["client_id"],
    open: usd(open),
    pays: usd(open),
    short: usd(0),
    rest_words: "",
    closes: true,
    days: 49,
    fee: null,
    to_reserve: null,
    deficit: null,
  };
}

function stage(open: number, left: number): ReceiptStage {
  const none = usd(0);
  return {
    receipt_id: 7 as ReceiptId,
    amount: usd(1_482_000),
    lines: [line(open)],
    clients: [],
    lines_words: "1 invoice",
    pays: usd(open),
    short: none,
    fees: none,
    to_reserve: none,
    given_back: none,
    refunded: none,
    late_charges: none,
    left: usd(left),
    sums: [],
    entries: [],
    problems: [],
    warnings: [],
    fingerprint: "a",
  };
}

test("what is another figure than the one that was looked at is named with both", () => {
  expect(changesBetween(stage(1_482_000, 0), stage(1_000_000, 482_000))).toEqual([
    { invoice: 12, words: "BS-20183, open: 14,820.00, now 10,000.00" },
    { invoice: null, words: "Left to apply: 0.00, now 4,820.00" },
  ]);
});

test("the same figures are no change", () => {
  expect(changesBetween(stage(100, 0), stage(100, 0))).toEqual([]);
});
