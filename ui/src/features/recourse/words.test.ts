import { expect, test } from "vitest";
import { backGroundOf, backGrounds, offGroundOf, offGrounds } from "./words";

test("every ground that can be chosen is understood as itself", () => {
  for (const { value } of backGrounds) expect(backGroundOf(value)).toBe(value);
  for (const { value } of offGrounds) expect(offGroundOf(value)).toBe(value);
});
