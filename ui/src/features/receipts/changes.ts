import type { InvoiceId, Money, ReceiptStage } from "../../host/bindings";
import { amount } from "../../shared/money/money";

/** A figure that is another than the one that was looked at. */
export type Change = {
  /** The invoice it belongs to, or none for a sum. */
  readonly invoice: InvoiceId | null;
  /** "BS-20183, open: 14,820.00, now 10,000.00" */
  readonly words: string;
};

/** What differs between two stagings of the same typing. */
export function changesBetween(before: ReceiptStage, after: ReceiptStage): Change[] {
  const lines = after.lines.flatMap((line) => {
    const old = before.lines.find((one) => one.invoice_id === line.invoice_id);
    if (!old) return [];
    const of = (what: string, was: Money | null | undefined, is: Money | null | undefined) =>
      changed(line.invoice_id, `${line.number}, ${what}`, was, is);
    return [
      ...of("open", old.open, line.open),
      ...of("fee", old.fee?.amount, line.fee?.amount),
      ...of("to reserve", old.to_reserve?.amount, line.to_reserve?.amount),
    ];
  });
  return [...lines, ...changed(null, "Left to apply", before.left, after.left)];
}

function changed(
  invoice: InvoiceId | null,
  what: string,
  was: Money | null | undefined,
  is: Money | null | undefined,
): Change[] {
  const [old, now] = [amount(was), amount(is)];
  return old === now ? [] : [{ invoice, words: `${what}: ${old}, now ${now}` }];
}
