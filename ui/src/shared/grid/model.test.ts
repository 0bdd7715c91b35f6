import { describe, expect, test } from "vitest";
import {
  blankLine,
  isBlank,
  movedSpot,
  nextProblem,
  nextSpot,
  pasted,
  withLines,
  withoutLine,
  withText,
} from "./model";
import { separatedRows } from "./separated";
import type { GridColumn, Line } from "./types";

const columns: readonly GridColumn[] = [
  { id: "invoice", title: "Invoice", kind: "text", headings: ["Invoice #"] },
  { id: "debtor", title: "Account debtor", kind: "picker", headings: ["Customer"] },
  { id: "due", title: "Due", kind: "shown" },
  { id: "face", title: "Face, USD", kind: "text", headings: ["Amount"] },
];
const line = (key: number, cells: Record<string, string>): Line => ({ key, cells, values: {} });
const two = [line(1, { invoice: "A-1", face: "10" }), line(2, { invoice: "A-2", face: "20" })];
function counter(from = 100) {
  let key = from;
  return () => key++;
}
const texts = (lines: readonly Line[], column: string) =>
  lines.map(({ cells }) => cells[column] ?? "");

test.each([
  ["ArrowDown", { row: 0, column: 1 }, { row: 1, column: 1 }],
  // The row after the last line invites.
  ["ArrowDown", { row: 3, column: 1 }, { row: 3, column: 1 }],
  ["ArrowUp", { row: 0, column: 1 }, { row: 0, column: 1 }],
  ["ArrowLeft", { row: 1, column: 0 }, { row: 1, column: 0 }],
  ["ArrowRight", { row: 1, column: 3 }, { row: 1, column: 3 }],
  ["PageDown", { row: 0, column: 0 }, { row: 2, column: 0 }],
  ["Home", { row: 1, column: 2 }, { row: 1, column: 0 }],
  ["End", { row: 1, column: 2 }, { row: 1, column: 3 }],
  ["Ctrl+Home", { row: 2, column: 2 }, { row: 0, column: 0 }],
  ["Ctrl+End", { row: 0, column: 0 }, { row: 3, column: 3 }],
  ["x", { row: 0, column: 0 }, null],
])("%s from %o leads to %o", (key, at, to) => {
  expect(movedSpot(key, at, { rows: 3, columns: 4 }, 2)).toEqual(to);
});

test.each([
  [{ row: 0, column: 0 }, 1, { row: 0, column: 1 }],
  // Over the column that is only shown.
  [{ row: 0, column: 1 }, 1, { row: 0, column: 3 }],
  [{ row: 0, column: 3 }, 1, { row: 1, column: 0 }],
  [{ row: 1, column: 3 }, 1, { row: 2, column: 0 }],
  [{ row: 1, column: 0 }, -1, { row: 0, column: 3 }],
  [{ row: 0, column: 0 }, -1, { row: 0, column: 0 }],
] as const)("the cell typed into next from %o, by %i, is %o", (at, by, to) => {
  expect(nextSpot(at, columns, 2, by)).toEqual(to);
});

describe("lines", () => {
  test("another text takes the chosen value with it", () => {
    const chosen = withText(two, 0, "debtor", "Marrow Bay", "17");
    expect(chosen[0]?.values).toEqual({ debtor: "17" });
    expect(withText(chosen, 0, "debtor", "Marrow")[0]?.values).toEqual({});
    expect(withText(chosen, 0, "face", "11")[0]?.values).toEqual({ debtor: "17" });
  });

  test("are put in and taken out where they stand", () => {
    const three = withLines(two, 1, [blankLine(3)]);
    expect(three.map(({ key }) => key)).toEqual([1, 3, 2]);
    expect(withoutLine(three, 1)).toEqual(two);
    expect(three.map(isBlank)).toEqual([false, true, false]);
  });
});

describe("a paste", () => {
  test("of rows puts them behind the focused line and loses nothing", () => {
    const text = "B-1\tMarrow Bay\t1,200.00\nB-2\tQuillon\t900\n";
    const { lines, at } = pasted(two, { row: 0, column: 0 }, text, columns, counter());
    expect(texts(lines, "invoice")).toEqual(["A-1", "B-1", "B-2", "A-2"]);
    expect(texts(lines, "face")).toEqual(["10", "1,200.00", "900", "20"]);
    expect(at).toEqual({ row: 2, column: 0 });
  });

  test("on the inviting row adds at the end", () => {
    const { lines } = pasted(two, { row: 2, column: 0 }, "B-1\tQ\t5", columns, counter());
    expect(texts(lines, "invoice")).toEqual(["A-1", "A-2", "B-1"]);
  });

  test("on a blank line takes its place", () => {
    const before = [...two, blankLine(9)];
    const { lines } = pasted(before, { row: 2, column: 0 }, "B-1\tQ\t5", columns, counter());
    expect(lines.map(({ key }) => key)).toEqual([1, 2, 100]);
  });

  test("with headings goes by their names, whatever their order", () => {
    const text = "Amount\tNotes\tINVOICE #\tcustomer\n12.50\tx\tB-1\tMarrow Bay";
    const { lines } = pasted([], { row: 0, column: 0 }, text, columns, counter());
    expect(lines.map(({ cells }) => cells)).toEqual([
      { face: "12.50", invoice: "B-1", debtor: "Marrow Bay" },
    ]);
  });

  test("of one column fills down and adds what is missing", () => {
    const { lines } = pasted(two, { row: 1, column: 3 }, "21\n22\n23", columns, counter());
    expect(texts(lines, "face")).toEqual(["10", "21", "22", "23"]);
    expect(texts(lines, "invoice")).toEqual(["A-1", "A-2", "", ""]);
  });

  test("wider than what is right of the cell begins at the first column", () => {
    const text = "B-1\tMarrow Bay\t5";
    const { lines } = pasted(two, { row: 2, column: 3 }, text, columns, counter());
    expect(lines[2]?.cells).toEqual({ invoice: "B-1", debtor: "Marrow Bay", face: "5" });
  });

  test("of nothing changes nothing", () => {
    const at = { row: 0, column: 0 };
    expect(pasted(two, at, "\n \n", columns, counter())).toEqual({ lines: two, at });
  });
});

test.each([
  ["a\tb\r\nc\td\r\n", [["a", "b"], ["c", "d"]]],
  ['a\t"two\nlines"\t"say ""yes"""', [["a", "two\nlines", 'say "yes"']]],
  ['A-1,"1,200.00",x\nA-2,5,y', [["A-1", "1,200.00", "x"], ["A-2", "5", "y"]]],
  ["A-1;1.200,00", [["A-1", "1.200,00"]]],
  ["1,234,567.00", [["1,234,567.00"]]],
  ["Freight, Inc.\t5", [["Freight, Inc.", "5"]]],
  ["\ufeffa\tb", [["a", "b"]]],
])("%j is read as %j", (text, rows) => {
  expect(separatedRows(text)).toEqual(rows);
});

describe("the next problem", () => {
  const problemOf = (one: Line, column: string) =>
    column === "face" && one.cells["face"] === "x" ? "not an amount" : null;
  const lines = [line(1, { face: "x" }), line(2, { face: "1" }), line(3, { face: "x" })];

  test("is the next one down, and the first again after the last", () => {
    const next = (row: number) => nextProblem(lines, { row, column: 3 }, columns, problemOf);
    expect([next(0), next(2)]).toEqual([
      { row: 2, column: 3 },
      { row: 0, column: 3 },
    ]);
  });

  test("is none where all is well", () => {
    expect(nextProblem(two, { row: 0, column: 0 }, columns, problemOf)).toBeNull();
  });
});
