import { beforeEach, describe, expect, test } from "vitest";
import { GridEditor } from "./editor.svelte";
import type { GridColumn } from "./types";

const columns: readonly GridColumn[] = [
  { id: "invoice", title: "Invoice", kind: "text" },
  { id: "debtor", title: "Account debtor", kind: "picker" },
  { id: "advance", title: "Advance", kind: "shown" },
  { id: "face", title: "Face", kind: "text" },
];

let changes = 0;
let editor = new GridEditor(columns, () => undefined);
beforeEach(() => {
  changes = 0;
  editor = new GridEditor(columns, () => (changes += 1));
});

/** Types as a person does: the first character opens the cell. */
function type(text: string): void {
  editor.type(text.slice(0, 1));
  editor.retype(text);
}

describe("typing", () => {
  test("on the row that invites makes a line, cell by cell", () => {
    type("A-1");
    editor.moveOn(1);
    editor.retype("Marrow Bay");
    editor.moveOn(1);
    editor.retype("4,120");
    editor.moveOn(1);
    expect(editor.lines.map(({ cells }) => cells)).toEqual([
      { invoice: "A-1", debtor: "Marrow Bay", face: "4,120" },
    ]);
    expect([editor.at, editor.typing?.text]).toEqual([{ row: 1, column: 0 }, ""]);
  });

  test("is left as it was by Esc", () => {
    type("A-1");
    editor.commit();
    type("B");
    editor.restore();
    expect(editor.lines[0]?.cells).toEqual({ invoice: "A-1" });
  });

  test("of nothing on the row that invites makes no line", () => {
    editor.type();
    editor.commit();
    expect([editor.lines, changes]).toEqual([[], 0]);
  });

  test("is seen before it is taken over, so that a crash keeps it", () => {
    type("A-1");
    editor.commit();
    type("A-77");
    expect(editor.linesAsTyped[0]?.cells["invoice"]).toBe("A-77");
    expect(editor.lines[0]?.cells["invoice"]).toBe("A-1");
  });

  test("does nothing where nothing may be typed", () => {
    type("A-1");
    editor.commit();
    editor.focus({ row: 0, column: 2 });
    editor.type("x");
    expect(editor.typing).toBeNull();
    editor.isReadOnly = true;
    editor.focus({ row: 0, column: 0 });
    editor.type("x");
    editor.clear();
    expect([editor.typing, editor.removeLine(), editor.paste("A\tB")]).toEqual([null, null, 0]);
  });
});

describe("a chosen option", () => {
  beforeEach(() => {
    editor.paste("A-1\tmarrow");
    editor.focus({ row: 0, column: 1 });
  });

  test("gives its name and its value", () => {
    editor.type();
    editor.commit({ value: "17", label: "Marrow Bay Logistics" });
    expect(editor.lines[0]?.cells["debtor"]).toBe("Marrow Bay Logistics");
    expect(editor.lines[0]?.values["debtor"]).toBe("17");
  });

  test("that comes later leaves the cell alone that is typed in by then", () => {
    const key = editor.lines[0]?.key ?? 0;
    editor.focus({ row: 0, column: 3 });
    type("4,1");
    editor.resolve(key, "debtor", "marrow", { value: "17", label: "Marrow Bay Logistics" });
    expect([editor.typing?.text, editor.lines[0]?.values["debtor"]]).toEqual(["4,1", "17"]);
  });

  test("that comes later is dropped if another text was typed meanwhile", () => {
    const key = editor.lines[0]?.key ?? 0;
    type("Quillon");
    editor.commit();
    editor.resolve(key, "debtor", "marrow", { value: "17", label: "Marrow Bay Logistics" });
    expect(editor.lines[0]?.cells["debtor"]).toBe("Quillon");
  });
});

describe("taking back", () => {
  test("goes change by change, and forth again", () => {
    editor.paste("A-1\tM\t1\nA-2\tM\t2");
    editor.focus({ row: 0, column: 0 });
    editor.clear();
    expect(editor.undo()).toBe(true);
    expect(editor.lines[0]?.cells["invoice"]).toBe("A-1");
    expect(editor.undo()).toBe(true);
    expect([editor.lines.length, editor.undo()]).toEqual([0, false]);
    editor.redo();
    editor.redo();
    expect(editor.lines.map(({ cells }) => cells["invoice"])).toEqual(["", "A-2"]);
  });

  test("a removed line comes back to its place, once", () => {
    editor.paste("A-1\tM\t1\nA-2\tM\t2\nA-3\tM\t3");
    editor.focus({ row: 1, column: 0 });
    const undo = editor.removeLine();
    expect(editor.lines.length).toBe(2);
    undo?.();
    undo?.();
    expect(editor.lines.map(({ cells }) => cells["invoice"])).toEqual(["A-1", "A-2", "A-3"]);
  });
});

test("a line is added behind the focused one and typed in at once", () => {
  editor.paste("A-1\tM\t1\nA-2\tM\t2");
  editor.focus({ row: 0, column: 3 });
  editor.addLine();
  editor.retype("A-1b");
  editor.commit();
  expect(editor.lines.map(({ cells }) => cells["invoice"])).toEqual(["A-1", "A-1b", "A-2"]);
});

test("a column without room is not moved to", () => {
  editor.columns = columns.map((column) =>
    column.id === "debtor" ? { ...column, hiddenBelow: 800 } : column,
  );
  editor.width = 640;
  type("A-1");
  editor.moveOn(1);
  expect(editor.column?.id).toBe("face");
});
