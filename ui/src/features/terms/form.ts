import type {
  ChargeInput,
  FeeColumn,
  FeeFormInput,
  FeeFormView,
  FeePart,
  FeeSpanColumn,
  FeeSpanInput,
} from "../../host/bindings";

/** A form in which nothing is typed yet. */
export function emptyForm(form: FeeFormInput["form"] = null): FeeFormInput {
  return { form, parts: {}, tiers: null, bands: null, periods: null, first: null, then: null };
}

/** A copy in one order, so that the same form is the same text. */
export function sortedForm(form: FeeFormInput): FeeFormInput {
  return {
    form: form.form,
    parts: Object.fromEntries(Object.entries(form.parts).toSorted(byKey)),
    tiers: form.tiers,
    bands: form.bands,
    periods: form.periods,
    first: form.first && sortedForm(form.first),
    then: form.then && sortedForm(form.then),
  };
}

/** A copy in one order, so that the same charge is the same text. */
export function sortedCharge(charge: ChargeInput): ChargeInput {
  return {
    title: charge.title,
    form: sortedForm(charge.form),
    values: Object.fromEntries(Object.entries(charge.values).toSorted(byKey)),
  };
}

/** Orders entries by their names. */
export function byKey([a]: [string, unknown], [b]: [string, unknown]): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** A row in which nothing is typed yet; it goes on as the row above it. */
export function emptySpan(above?: FeeSpanInput): FeeSpanInput {
  return { to_days: "", rate: "", each_days: above?.each_days ?? "", part: above?.part ?? "" };
}

/** Nothing is typed in the row but what it took from the row above. */
export function isEmptySpan(row: FeeSpanInput): boolean {
  return row.to_days.trim() === "" && row.rate.trim() === "";
}

/** Takes one of the forms; what other forms need stays typed. */
export function chooseForm(
  form: FeeFormInput,
  view: Pick<FeeFormView, "forms">,
  value: string,
): void {
  form.form = view.forms.find((one) => one.form === value)?.form ?? form.form;
}

/** Types a part; an empty text returns to what is inherited. */
export function typePart(form: FeeFormInput, part: FeePart, text: string): void {
  if (text.trim() === "") delete form.parts[part];
  else form.parts[part] = text;
}

/** A half of a linked form as typed, which begins as the one that is shown. */
export function halfOf(
  form: FeeFormInput,
  half: "first" | "then",
  view: FeeFormView,
): FeeFormInput {
  return form[half] ?? emptyForm(view.form);
}

/** Where rows of a spreadsheet are pasted. */
export type PasteAt = { row: number; column: number };

/**
 * Rows with the cells of a spreadsheet written over them from one cell on, as a spreadsheet does.
 * What the cells mean is not looked at here.
 */
export function pasted(
  rows: readonly FeeSpanInput[],
  columns: readonly FeeSpanColumn[],
  at: PasteAt,
  text: string,
): FeeSpanInput[] {
  const lines = text.replace(/\r\n?/g, "\n").replace(/\n+$/, "").split("\n");
  const next = rows.map((row) => ({ ...row }));
  lines.forEach((line, down) => {
    const index = at.row + down;
    const row = next[index] ?? emptySpan(next[index - 1]);
    line.split("\t").forEach((cell, right) => {
      const column = columns[at.column + right];
      if (column) row[column.column] = cellText(column, cell.trim());
    });
    next[index] = row;
  });
  return next;
}

/** A choice may be pasted in its words. */
function cellText(column: FeeSpanColumn, cell: string): string {
  const isMeant = (words: string) => words.toLowerCase() === cell.toLowerCase();
  return column.choices.find((choice) => isMeant(choice.label))?.value ?? cell;
}

/** Whether pasted text is a range of cells, not a figure. */
export function isRange(text: string): boolean {
  return /\t|\n./.test(text.trimEnd()) || text.includes("\t");
}

/** The text of a cell. */
export function cellOf(row: FeeSpanInput, column: FeeColumn): string {
  return row[column];
}
