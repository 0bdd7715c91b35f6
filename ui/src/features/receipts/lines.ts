import type {
  AllocationTyped,
  InvoiceId,
  ReceiptId,
  ReceiptLineTyped,
} from "../../host/bindings";

/** A shortage's answer: what happens to it, why, and a note. */
export type Answer = Partial<Pick<ReceiptLineTyped, "rest" | "reason" | "note">>;

/** A receipt that is for nothing yet. */
export function nothingFor(receiptId: ReceiptId): AllocationTyped {
  return {
    receipt_id: receiptId,
    lines: [],
    give_backs: [],
    refund: "",
    late_charges: [],
    park_reason: "",
  };
}

/** What is typed for an invoice; without an amount it is paid nothing. */
export function lineOf(typed: AllocationTyped, invoice: InvoiceId): ReceiptLineTyped {
  return (
    typed.lines.find((line) => line.invoice_id === invoice) ?? {
      invoice_id: invoice,
      pays: "",
      rest: "undecided",
      reason: null,
      note: "",
    }
  );
}

/** The same with another amount for one invoice; a line without one goes. */
export function withPays(
  typed: AllocationTyped,
  invoice: InvoiceId,
  pays: string,
): AllocationTyped {
  if (pays.trim() !== "") return withLine(typed, { ...lineOf(typed, invoice), pays });
  return { ...typed, lines: typed.lines.filter((line) => line.invoice_id !== invoice) };
}

/** The same with another answer about what one line leaves open. */
export function withAnswer(
  typed: AllocationTyped,
  invoice: InvoiceId,
  answer: Answer,
): AllocationTyped {
  return withLine(typed, { ...lineOf(typed, invoice), ...answer });
}

/** Whether anything is typed. */
export function isNothing(typed: AllocationTyped): boolean {
  const { lines, give_backs, late_charges, refund, park_reason } = typed;
  return (
    lines.length + give_backs.length + late_charges.length === 0 &&
    `${refund}${park_reason}`.trim() === ""
  );
}

/** A copy with one item of a list replaced; without another it is taken out. */
export function replaced<Item>(items: readonly Item[], at: number, by: Item | null): Item[] {
  return items.flatMap((item, i) => (i === at ? (by === null ? [] : [by]) : [item]));
}

function withLine(typed: AllocationTyped, line: ReceiptLineTyped): AllocationTyped {
  const at = typed.lines.findIndex((one) => one.invoice_id === line.invoice_id);
  const lines = at === -1 ? [...typed.lines, line] : replaced(typed.lines, at, line);
  return { ...typed, lines };
}
