import { expect, test } from "vitest";
import type { FeeSpanColumn } from "../../host/bindings";
import { chooseForm, emptyForm, emptySpan, isEmptySpan, isRange, pasted, sortedForm } from "./form";

const column = (
  name: FeeSpanColumn["column"],
  choices: FeeSpanColumn["choices"] = [],
): FeeSpanColumn => ({ column: name, label: name, kind: "percent", choices });
const band = (to_days: string, rate: string) => ({ to_days, rate, each_days: "", part: "" });

test.each([
  ["30\t2", true],
  ["30\n60", true],
  ["30\r\n60\r\n", true],
  ["30", false],
  ["30\n", false],
])("%j is a range of cells: %s", (text, is) => expect(isRange(text)).toBe(is));

test("pasted cells are written over the rows from the focused one on", () => {
  const rows = [band("30", "2"), band("60", "3")];
  const columns = [column("to_days"), column("rate")];
  expect(pasted(rows, columns, { row: 1, column: 0 }, "45\t2.5%\r\n\t4\r\n")).toEqual([
    band("30", "2"),
    band("45", "2.5%"),
    band("", "4"),
  ]);
  expect(pasted(rows, columns, { row: 0, column: 1 }, "7\t8\n9")).toEqual([
    band("30", "7"),
    band("60", "9"),
  ]);
});

test("a choice is pasted in its words", () => {
  const part = column("part", [{ value: "full", label: "Only full" }]);
  expect(pasted([emptySpan()], [part], { row: 0, column: 0 }, "only full")[0]?.part).toBe("full");
});

test("a new row goes on as the one above and is empty until its own cells are typed", () => {
  const row = emptySpan({ ...band("30", "2"), each_days: "10", part: "full" });
  expect(row).toEqual({ to_days: "", rate: "", each_days: "10", part: "full" });
  expect(isEmptySpan(row)).toBe(true);
  expect(isEmptySpan(band("", "1"))).toBe(false);
});

test("the same form is the same text whatever was typed first", () => {
  const one = emptyForm();
  one.parts = { margin: "4", floor: "1" };
  const other = emptyForm();
  other.parts = { floor: "1", margin: "4" };
  expect(JSON.stringify(sortedForm(one))).toBe(JSON.stringify(sortedForm(other)));
});

test("only a form of the list is taken", () => {
  const form = emptyForm("flat");
  const view = { forms: [{ form: "daily" as const, label: "Daily" }] };
  chooseForm(form, view, "nonsense");
  expect(form.form).toBe("flat");
  chooseForm(form, view, "daily");
  expect(form.form).toBe("daily");
});
