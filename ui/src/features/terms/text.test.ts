import { expect, test } from "vitest";
import type { TermRow } from "../../host/bindings";
import { besideOf, figureOf, grouped, sourceOf } from "./text";

const row = (more: Partial<TermRow>): TermRow => ({
  key: "advance_rate",
  group: "Advance and reserve",
  is_rare: false,
  label: "Advance rate",
  kind: "percent",
  choices: [],
  house: "80.00%",
  signed: null,
  own: null,
  value: "80.00%",
  source: "house_default",
  is_changed: false,
  is_used: true,
  problem: null,
  ...more,
});

test.each([
  ["percent", "85.00%", "85.00"],
  ["percent", "10.00% of each rebate", "10.00"],
  ["percent", "None", "None"],
  ["money", "USD 400,000.00", "400,000.00"],
  ["days", "30 days", "30"],
  ["business_days", "2 business days", "2"],
  ["choice", "15 of something", "15 of something"],
  ["schedule", "Net 30", "Net 30"],
] as const)("of a %s written %j the field shows %j", (kind, text, figure) => {
  expect(figureOf(kind, text)).toBe(figure);
});

test.each([
  ["percent", "10.00% of each rebate", "10.00%"],
  ["percent", "None", "None"],
  ["money", "USD 15.00", "15.00"],
  ["business_days", "2 business days", "2 bus. days"],
  ["days", "1 day", "1 day"],
  ["choice", "A started period", "A started period"],
] as const)("beside the field a %s written %j is short: %j", (kind, text, short) => {
  expect(besideOf(row({ kind }), text)).toBe(short);
});

test("idle rows are left out, but not what was signed or is wrong", () => {
  const rows = [
    row({ key: "fee_form", group: "Factoring fee" }),
    row({ key: "fee_step_rate", group: "Factoring fee", is_used: false }),
    row({ key: "fee_step_days", group: "Factoring fee", is_used: false, signed: "10 days" }),
    row({ key: "fee_flat_rate", group: "Factoring fee", is_used: false, problem: "No." }),
    row({ key: "escrow_cap", group: "Idle only", is_used: false, signed: "–" }),
    row({ key: "advance_base" }),
  ];
  expect(grouped(rows).map(({ name, rows: some }) => [name, some.map(({ key }) => key)])).toEqual([
    ["Factoring fee", ["fee_form", "fee_step_days", "fee_flat_rate"]],
    ["Advance and reserve", ["advance_base"]],
  ]);
});

test("what differs from the signed version is called changed, whoever's it is", () => {
  expect(sourceOf(row({}))).toBe("house");
  expect(sourceOf(row({ source: "this_client" }))).toBe("client");
  expect(sourceOf(row({ is_changed: true }))).toBe("changed");
});
