import { expect, test } from "vitest";
import { type ListColumn, moved, shownOf } from "./columns.svelte";

const all: readonly ListColumn[] = [
  { id: "number", title: "Number", isFixed: true },
  { id: "due", title: "Due" },
  { id: "tax", title: "Tax", isExtra: true },
];
const ids = (chosen: readonly string[] | null) => shownOf(all, chosen).map((one) => one.id);

test("without a choice the usual columns are shown", () => {
  expect(ids(null)).toEqual(["number", "due"]);
  expect(ids(["gone"])).toEqual(["number", "due"]);
});

test("a choice keeps its order, and what is fixed stays", () => {
  expect(ids(["tax", "number"])).toEqual(["tax", "number"]);
  expect(ids(["due"])).toEqual(["number", "due"]);
});

test("a column moves by one place and not beyond the ends", () => {
  expect(moved(["a", "b", "c"], "b", -1)).toEqual(["b", "a", "c"]);
  expect(moved(["a", "b", "c"], "c", 1)).toEqual(["a", "b", "c"]);
});
