import { expect, test } from "vitest";
import { placed } from "./place";

const WINDOW = { width: 1440, height: 900 };
const POPOVER = { width: 432, height: 220 };

test("a popover hangs under its anchor", () => {
  const at = placed({ left: 200, top: 100, right: 280, bottom: 124 }, POPOVER, WINDOW);
  expect(at).toEqual({ left: 200, top: 132, isAbove: false, beak: 32 });
});

test("a popover without room below stands above", () => {
  const at = placed({ left: 200, top: 800, right: 280, bottom: 824 }, POPOVER, WINDOW);
  expect([at.isAbove, at.top]).toEqual([true, 572]);
});

test("a popover never leaves the window", () => {
  const at = placed({ left: 1400, top: 860, right: 1436, bottom: 884 }, POPOVER, WINDOW);
  expect(at.left).toBe(1440 - 432 - 8);
  const small = placed({ left: 4, top: 10, right: 30, bottom: 30 }, POPOVER, {
    width: 300,
    height: 120,
  });
  expect([small.left, small.top]).toEqual([8, 8]);
});
