import { expect, test } from "vitest";
import { emptyFirm, isFirmInput } from "./firm.svelte";

test.each([
  ["a profile", emptyFirm(), true],
  ["a profile with more", { ...emptyFirm(), fax: "" }, true],
  ["a profile without a name", { ...emptyFirm(), name: undefined }, false],
  ["an address without a city", { ...emptyFirm(), address: { line1: "" } }, false],
  ["a text", "Calder Street", false],
  ["nothing", null, false],
])("%s is taken up again: %s", (_, value, expected) => {
  expect(isFirmInput(value)).toBe(expected);
});
