import { day } from "../day/day";
import { type Amount, amount, counted, NONE } from "../money/money";

/** A total is an amount, a percentage, a day, a number of days or times, or undefined. */
export type Total =
  | { readonly kind: "money"; readonly amount: Amount }
  | { readonly kind: "rate"; readonly rate: string }
  | { readonly kind: "day"; readonly day: string }
  | { readonly kind: "days"; readonly days: number }
  | {
      readonly kind: "number";
      readonly number: string;
      readonly unit: "days" | "times_a_year";
    }
  | { readonly kind: "undefined" };

/** How a figure came about, in the order of calculation; the generated `Working` has this shape. */
export type Receipt = {
  readonly title: string;
  /** "F-03" */
  readonly formula_id: string;
  readonly lines: readonly {
    readonly label: string;
    readonly detail: string;
    readonly amount: Amount | null;
  }[];
  readonly total_label: string;
  readonly total_detail: string;
  readonly total: Total;
  /** The result in other words, or what does not bind; may be empty. */
  readonly note: string;
};

/** The total as read: "620.00", "28.63%", "Nov 19, 2026", "46 days". */
export function totalText(total: Total): string {
  switch (total.kind) {
    case "money":
      return amount(total.amount);
    case "rate":
      return total.rate.endsWith("%") ? total.rate : `${total.rate}%`;
    case "day":
      return day(total.day);
    case "days":
      return counted(total.days, "day", "days");
    case "number":
      return `${total.number} ${total.unit === "days" ? "days" : "times a year"}`;
    case "undefined":
      return NONE;
  }
}

/** The receipt as text with tabs, for the clipboard. */
export function receiptText(receipt: Receipt): string {
  const lines = receipt.lines.map(
    (line) => `${line.label}\t${line.detail}\t${amount(line.amount)}`,
  );
  const last = `${receipt.total_label}\t${receipt.total_detail}\t${totalText(receipt.total)}`;
  const head = `${receipt.title}, formula ${receipt.formula_id}`;
  return [head, ...lines, last, receipt.note].join("\n").trim();
}
