import type { ReceiptForm, ReceiptId, ReceiptInput } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { Kept } from "../../shared/state/kept.svelte";

/** What the form keeps: the receipt, and the payer's name as it stands in its field. */
export type ReceiptDraft = { receipt: ReceiptInput; payerText: string };

/** A receipt of which nothing is typed yet. */
export function emptyReceipt(form: ReceiptForm): ReceiptInput {
  return {
    bank_account_id: form.accounts[0]?.id ?? null,
    method: form.ways[0]?.way ?? "check",
    reference: "",
    debtor_id: null,
    payer: "",
    received_on: "",
    value_on: "",
    amount: "",
    remittance: "",
  };
}

/** The form of one receipt, new or changed before it is posted. What is typed is kept. */
export class ReceiptEntry {
  receipt: ReceiptInput;
  /** As the payer's field reads: the debtor's name, or the words of the bank. */
  payerText = $state("");
  fields = $state.raw<Readonly<Record<string, string>>>({});
  problem = $state.raw<AppError | null>(null);
  isSaving = $state(false);
  readonly kept: Kept<ReceiptDraft>;

  readonly #id: ReceiptId | null;
  #pristine: string;

  /**
   * @param id the receipt that is changed, or none for a new one
   * @param receipt what it starts with
   * @param payerText the name of its payer
   */
  constructor(id: ReceiptId | null, receipt: ReceiptInput, payerText: string) {
    this.#id = id;
    this.receipt = $state({ ...receipt });
    this.payerText = payerText;
    this.#pristine = JSON.stringify(this.#draft());
    this.kept = new Kept(id === null ? "receipt/new" : `receipt/edit/${id}`, isDraft);
  }

  /** Called after every change: kept from the first one on. */
  typed(): void {
    const draft = this.#draft();
    if (JSON.stringify(draft) !== this.#pristine) this.kept.keep(draft);
  }

  /** Puts back what was left unsaved. */
  restore(): void {
    const draft = this.kept.take();
    if (!draft) return;
    this.receipt = draft.receipt;
    this.payerText = draft.payerText;
  }

  /** Saves it into the inbox; its id, or none with the reason in the form. */
  async save(): Promise<ReceiptId | null> {
    if (this.isSaving) return null;
    this.isSaving = true;
    this.fields = {};
    this.problem = null;
    try {
      const { receipt } = this.#draft();
      const saved = await (this.#id === null
        ? call("start_receipt", receipt)
        : call("update_receipt", { receipt_id: this.#id, receipt }));
      await this.kept.forget();
      return saved.receipt_id;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.fields = thrown.fields;
      this.problem = Object.keys(thrown.fields).length === 0 ? thrown : null;
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  #draft(): ReceiptDraft {
    return { receipt: $state.snapshot(this.receipt), payerText: this.payerText };
  }
}

function isDraft(value: unknown): value is ReceiptDraft {
  if (typeof value !== "object" || value === null) return false;
  if (!("receipt" in value) || !("payerText" in value)) return false;
  const { receipt, payerText } = value;
  return (
    typeof payerText === "string" &&
    typeof receipt === "object" &&
    receipt !== null &&
    "amount" in receipt &&
    typeof receipt.amount === "string"
  );
}
