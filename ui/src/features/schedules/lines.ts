/** Between the lines of the grid and those of the use-cases. Pure, to be tested. */

import type {
  DebtorId,
  FieldMessage,
  ScheduleLineId,
  ScheduleLineShown,
  ScheduleLineTyped,
} from "../../host/bindings";
import { shortDay } from "../../shared/day/day";
import type { Line } from "../../shared/grid/types";
import { amount } from "../../shared/money/money";
import type { Extras, TypedField } from "./columns";

type Given = Omit<Line, "key">;

/** A line of the use-cases as one of the grid. */
export function givenOf(typed: ScheduleLineTyped): Given {
  const { line_id: _line, debtor_id, decision, ...cells } = typed;
  return {
    cells,
    values: {
      ...(debtor_id === null ? {} : { debtor: String(debtor_id) }),
      ...(decision === "reject" ? { decision } : {}),
    },
  };
}

/** A line of the grid as it goes to the use-cases. */
export function typedOf(line: Line, lineId: ScheduleLineId | null): ScheduleLineTyped {
  const text = (field: string) => line.cells[field] ?? "";
  const debtor = line.values["debtor"];
  return {
    line_id: lineId,
    invoice: text("invoice"),
    debtor: text("debtor"),
    debtor_id: debtor === undefined ? null : (Number(debtor) as DebtorId),
    reference: text("reference"),
    invoiced_on: text("invoiced_on"),
    due_on: text("due_on"),
    face: text("face"),
    tax: text("tax"),
    retainage: text("retainage"),
    discount: text("discount"),
    decision: line.values["decision"] === "reject" ? "reject" : "buy",
    reject_reason: text("reject_reason"),
  };
}

/** A cell as it was understood, while it still holds what was understood; else as typed. */
export function cellText(line: Line, field: string, shown: ScheduleLineShown | undefined): string {
  const typed = line.cells[field] ?? "";
  if (shown === undefined || !isField(field)) return typed;
  // Typed on since: what was understood is of an earlier text.
  if (shown.typed[field] !== typed) return typed;
  return understood(field, shown) ?? typed;
}

function understood(field: TypedField, shown: ScheduleLineShown): string | null {
  switch (field) {
    case "invoice":
    case "reference":
      return null;
    case "debtor":
      return shown.debtor?.name ?? null;
    case "invoiced_on":
    case "due_on":
      return shown[field] === null ? null : shortDay(shown[field]);
    case "discount":
      // The terms say more than what they come to; the debtor's own stand in an empty cell.
      if (shown.discount_words !== "") return shown.discount_words;
      return shown.typed.discount === "" || shown.discount === null ? null : amount(shown.discount);
    case "face":
    case "tax":
    case "retainage":
      return shown.typed[field] === "" || shown[field] === null ? null : amount(shown[field]);
  }
}

const fields = {
  invoice: true,
  debtor: true,
  reference: true,
  invoiced_on: true,
  due_on: true,
  face: true,
  tax: true,
  retainage: true,
  discount: true,
} satisfies Record<TypedField, true>;

/** True for a column that is typed. */
export function isField(column: string): column is TypedField {
  return column in fields;
}

/** The sentences of the cells, by line and field: "lines.3.face" belongs to the fourth line. */
export function cellProblems(
  problems: readonly FieldMessage[],
  lines: readonly ScheduleLineShown[],
): ReadonlyMap<string, string> {
  const found = problems.flatMap(({ field, message }): [string, string][] => {
    const [part, index, cell] = field.split(".");
    const line = part === "lines" ? lines[Number(index)] : undefined;
    return line && cell ? [[cellKey(line.line_id, cell), message]] : [];
  });
  return new Map(found);
}

/** Name of a cell among the problems. */
export function cellKey(line: ScheduleLineId, field: string): string {
  return `${line}/${field}`;
}

/** The columns beside the usual ones that these lines use. */
export function extrasOf(lines: readonly Line[]): Extras {
  const uses = (field: string) => lines.some(({ cells }) => (cells[field] ?? "") !== "");
  if (uses("tax") || uses("retainage")) return "all";
  return uses("discount") ? "discount" : "none";
}

/** True once a line takes the discount of its debtor, which is then to be seen. */
export function hasDebtorDiscount(lines: readonly ScheduleLineShown[]): boolean {
  return lines.some((line) => line.is_discount_of_debtor);
}
