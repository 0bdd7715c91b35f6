import type {
  BuyingRulesPage,
  BuyingRulesTyped,
  ClientId,
  DebtorId,
  ScheduleDocument,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";

type Texts = Pick<
  BuyingRulesTyped,
  "verify_from" | "age_days_max" | "term_days_max" | "house_concentration"
>;

/** What the house, or a client, asks of an invoice before it is bought, as typed. */
export class BuyingRulesForm {
  /** None for the house. */
  readonly clientId: ClientId | null;
  texts = $state<Texts>({
    verify_from: "",
    age_days_max: "",
    term_days_max: "",
    house_concentration: "",
  });
  /** None where a client follows the house. */
  documents = $state<readonly ScheduleDocument[] | null>(null);
  fields = $state.raw<Readonly<Record<string, string>>>({});
  /** Why it was not saved, where no field says it. */
  problem = $state.raw<AppError | null>(null);
  isDirty = $state(false);
  isSaving = $state(false);

  constructor(clientId: ClientId | null) {
    this.clientId = clientId;
  }

  /** Takes what is kept, unless something is typed. */
  take({ own }: BuyingRulesPage): void {
    if (this.isDirty) return;
    const { verify_from, age_days_max, term_days_max, house_concentration } = own;
    this.texts = { verify_from, age_days_max, term_days_max, house_concentration };
    this.documents = own.documents ?? (this.clientId === null ? [] : null);
  }

  typed(): void {
    this.isDirty = true;
  }

  /** Asks for a kind of file with every invoice, or asks no more. */
  choose(document: ScheduleDocument, isAsked: boolean): void {
    const others = (this.documents ?? []).filter((one) => one !== document);
    this.documents = isAsked ? [...others, document] : others;
    this.isDirty = true;
  }

  /** Asks for the files of the house, or for these from now on. */
  followHouse(own: readonly ScheduleDocument[] | null): void {
    this.documents = own;
    this.isDirty = true;
  }

  async save(): Promise<boolean> {
    if (this.isSaving) return false;
    this.isSaving = true;
    this.fields = {};
    this.problem = null;
    try {
      const documents = this.documents === null ? null : [...this.documents];
      const rules = { client_id: this.clientId, ...$state.snapshot(this.texts), documents };
      const page = await call("save_buying_rules", rules);
      this.isDirty = false;
      this.take(page);
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.fields = thrown.fields;
      if (Object.keys(thrown.fields).length === 0) this.problem = thrown;
      return false;
    } finally {
      this.isSaving = false;
    }
  }
}

/**
 * Verifies a debtor's invoices from a face on, or, with an empty text, by the client's rule alone.
 *
 * @throws {AppError} at "verify_from", or why it was not saved.
 */
export async function verifyDebtorFrom(debtorId: DebtorId, from: string): Promise<void> {
  await call("save_debtor_verification", { debtor_id: debtorId, verify_from: from });
}
