import { expect, test } from "vitest";
import { lateWords } from "./words";

test("what is late says how long", () => {
  expect([0, 1, 62].map(lateWords)).toEqual(["", "1 day late", "62 days late"]);
});
