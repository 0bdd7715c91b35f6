import { expect, test } from "vitest";
import type { ClientId, ReleaseRow } from "../../host/bindings";
import { methodOf, placeOfWay, whenWords } from "./words";

const zero = { minor: 0, currency: "USD" };
const row: ReleaseRow = {
  client: { id: 1 as ClientId, name: "Larkfield Produce" },
  invoices: 2,
  earned: zero,
  net: zero,
  calendar: "Each Friday",
  next_run: "2026-11-20",
  is_due: true,
  holds: [],
  escrow_held: zero,
  prepared: null,
};

test("a client's line says how much is due since when, or when it will be", () => {
  expect(whenWords(row)).toBe("2 invoices, due Nov 20");
  expect(whenWords({ ...row, is_due: false, invoices: 0 })).toBe("next run Fri, Nov 20");
  const none = { ...row, is_due: false, invoices: 0, next_run: null };
  expect(whenWords(none)).toBe("nothing earned");
  expect(whenWords({ ...none, escrow_held: { minor: 1, currency: "USD" } })).toBe("escrow only");
});

test("a method and a way on are told from their words", () => {
  expect([methodOf("wire"), methodOf("check"), methodOf("ach")]).toEqual(["wire", "check", "ach"]);
  expect(placeOfWay("recourse")).toEqual({ view: "recourse" });
  expect(placeOfWay("lift_hold")).toBeNull();
});
