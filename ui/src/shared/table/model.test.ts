import { describe, expect, test } from "vitest";
import { movedRow, pagesOf, partsOf, scrollToShow, visibleSpan } from "./model";

const ROW = 32;

describe("the rows drawn", () => {
  test.each([
    [0, 640, 100_000, { from: 0, to: 29 }],
    [32_000, 640, 100_000, { from: 992, to: 1_029 }],
    [99_980 * ROW, 640, 100_000, { from: 99_971, to: 100_000 }],
    [0, 640, 3, { from: 0, to: 3 }],
    [5_000, 640, 3, { from: 0, to: 3 }],
    [0, 640, 0, { from: 0, to: 0 }],
    [-40, 640, 10, { from: 0, to: 10 }],
  ])("at %i px of %i px, of %i", (scrollTop, height, total, span) => {
    expect(visibleSpan(scrollTop, height, ROW, total)).toEqual(span);
  });

  test("stay few whatever the length", () => {
    const { from, to } = visibleSpan(50_000 * ROW, 1_440, ROW, 100_000);
    expect(to - from).toBeLessThan(80);
  });
});

test.each([
  [{ from: 0, to: 29 }, [0]],
  [{ from: 190, to: 229 }, [0, 1]],
  [{ from: 200, to: 400 }, [1]],
  [{ from: 0, to: 0 }, []],
])("rows %o lie on pages %o", (span, pages) => {
  expect(pagesOf(span)).toEqual(pages);
});

test.each([
  ["ArrowDown", 0, 10, 1],
  ["ArrowDown", 9, 10, 9],
  ["ArrowDown", -1, 10, 0],
  ["ArrowUp", 0, 10, -1],
  ["PageDown", 5, 10, 9],
  ["PageUp", 25, 100, 5],
  ["End", 0, 100_000, 99_999],
  ["Home", 99_999, 100_000, 0],
  ["ArrowDown", -1, 0, -1],
  ["x", 3, 10, null],
])("%s from row %i of %i leads to %o", (key, row, total, moved) => {
  expect(movedRow(key, row, total, 20)).toBe(moved);
});

test("a row is brought into view with the least movement", () => {
  expect(scrollToShow(5, ROW, 0, 640)).toBe(0);
  expect(scrollToShow(20, ROW, 0, 640)).toBe(32);
  expect(scrollToShow(3, ROW, 640, 640)).toBe(96);
});

describe("the row with the keyboard is drawn wherever it stands", () => {
  const span = { from: 3, to: 5 };
  test.each([
    [{ from: 0, to: 2 }, 1, 2, ["0", "1"]],
    [span, 4, 9, ["above 3", "3", "4", "below 4"]],
    [span, 1, 9, ["above 1", "1", "between 1", "3", "4", "below 4"]],
    [span, 0, 9, ["0", "between 2", "3", "4", "below 4"]],
    [span, 2, 9, ["above 2", "2", "3", "4", "below 4"]],
    [span, 8, 9, ["above 3", "3", "4", "between 3", "8"]],
    [span, 5, 9, ["above 3", "3", "4", "5", "below 3"]],
    [span, -1, 9, ["above 3", "3", "4", "below 4"]],
    [span, 9, 9, ["above 3", "3", "4", "below 4"]],
    [{ from: 0, to: 0 }, 0, 0, []],
  ])("%o and row %i of %i", (drawn, held, total, parts) => {
    const all = partsOf(drawn, held, total);
    const said = all.map(({ key, gap }) => (gap > 0 ? `${key} ${gap}` : `${key}`));
    expect(said).toEqual(parts);
  });
});
