import { describe, expect, test } from "vitest";
import type { InvoiceId, ReceiptId } from "../../host/bindings";
import { isNothing, lineOf, nothingFor, replaced, withAnswer, withPays } from "./lines";

const receipt = 7 as ReceiptId;
const [first, second] = [12 as InvoiceId, 14 as InvoiceId];

describe("what a receipt is for", () => {
  test("an amount stands at its invoice and goes with its text", () => {
    const typed = withPays(nothingFor(receipt), first, "=1200+350");
    expect(typed.lines).toEqual([
      { invoice_id: first, pays: "=1200+350", rest: "undecided", reason: null, note: "" },
    ]);
    expect(withPays(typed, first, " ")).toEqual(nothingFor(receipt));
  });

  test("lines keep their places, so that a problem finds its line", () => {
    const both = withPays(withPays(nothingFor(receipt), first, "1"), second, "2");
    const again = withPays(both, first, "3");
    expect(again.lines.map(({ invoice_id, pays }) => [invoice_id, pays])).toEqual([
      [first, "3"],
      [second, "2"],
    ]);
  });

  test("an answer about a shortage stays while the amount is typed anew", () => {
    const coded = withAnswer(withPays(nothingFor(receipt), first, "100"), first, {
      rest: "to_reserve",
      reason: "damage",
    });
    expect(lineOf(withPays(coded, first, "90"), first)).toEqual({
      invoice_id: first,
      pays: "90",
      rest: "to_reserve",
      reason: "damage",
      note: "",
    });
  });

  test("a reason to park it is something", () => {
    expect(isNothing(nothingFor(receipt))).toBe(true);
    expect(isNothing({ ...nothingFor(receipt), park_reason: "asked" })).toBe(false);
  });
});

test("one of a list is replaced or taken out", () => {
  expect(replaced(["a", "b"], 1, "c")).toEqual(["a", "c"]);
  expect(replaced(["a", "b"], 0, null)).toEqual(["b"]);
});
