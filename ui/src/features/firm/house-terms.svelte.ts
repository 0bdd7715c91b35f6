import type { FeeFormInput, TermKey, TermRow, TermsPreview } from "../../host/bindings";
import { AppError, call } from "../../host/client";

/** How long typing must pause before the example is worked out anew. */
const PAUSE_MS = 150;
/** Nothing typed of the fee's form but what stands among the values. */
const NO_FORM: FeeFormInput = {
  form: null,
  parts: {},
  tiers: null,
  bands: null,
  periods: null,
  first: null,
  then: null,
};

/** The terms asked for in the first run; the editor in Settings has them all. */
export const askedTerms = [
  "advance_rate",
  "fee_first_rate",
  "fee_first_days",
  "fee_step_rate",
  "fee_step_days",
  "recourse_days",
  "payment_schedule",
  "grace_days",
] as const satisfies readonly TermKey[];

type Values = { [key in TermKey]?: string };

/** The house's default terms in short, with their worked example. */
export class HouseTerms {
  /** As typed, by term; starts with what the house has. */
  texts = $state<Values>({});
  face = $state("");
  preview = $state.raw<TermsPreview | null>(null);
  /** Sentences by term, from saving. */
  fields = $state.raw<Readonly<Record<string, string>>>({});
  problem = $state<string | null>(null);
  isSaving = $state(false);

  #kept: Values = {};
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  /** Reads the house's terms, once; what was typed since stays. */
  async load(): Promise<void> {
    if (this.preview) return;
    try {
      const page = await call("terms_page", { client_id: null });
      this.#take(page.preview);
    } catch (thrown) {
      this.problem = words(thrown);
    }
  }

  /** The row of a term: its label, kind and choices. */
  row(key: TermKey): TermRow | undefined {
    return this.preview?.rows.find((row) => row.key === key);
  }

  /** What is wrong with a term, as it is typed or as it was refused. */
  error(key: TermKey): string | null {
    return this.row(key)?.problem ?? this.fields[`values.${key}`] ?? null;
  }

  /** Works the example out again after a pause in typing. */
  typed(): void {
    this.fields = {};
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), PAUSE_MS);
  }

  /** True if the terms are saved, or nothing was changed. */
  async save(): Promise<boolean> {
    if (this.isSaving) return false;
    const values = this.#changed();
    if (Object.keys(values).length === 0) return true;
    this.isSaving = true;
    this.problem = null;
    try {
      await call("save_terms", this.#typedTerms(values));
      this.#kept = { ...this.#kept, ...values };
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.fields = thrown.fields;
      if (Object.keys(thrown.fields).length === 0) this.problem = thrown.message;
      return false;
    } finally {
      this.isSaving = false;
    }
  }

  async #show(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const preview = await call("preview_terms", this.#typedTerms(this.#changed()));
      if (turn === this.#turn) this.preview = preview;
    } catch (thrown) {
      if (turn === this.#turn) this.problem = words(thrown);
    }
  }

  #take(preview: TermsPreview): void {
    this.preview = preview;
    this.#kept = Object.fromEntries(
      preview.rows.filter((row) => row.is_used).map((row) => [row.key, row.value]),
    );
    this.texts = { ...this.#kept };
  }

  /** Only what differs is sent: a text that was shown need not be one that is read. */
  #changed(): Values {
    const changed = askedTerms.filter((key) => this.texts[key] !== this.#kept[key]);
    return Object.fromEntries(changed.map((key) => [key, this.texts[key] ?? ""]));
  }

  #typedTerms(values: Values) {
    const nothing = { form: NO_FORM, fees: null, charges: null, effective_on: "" };
    return { client_id: null, values, ...nothing, face: this.face || FACE };
  }
}

/** Face of the example while none is typed. */
const FACE = "10,000.00";

function words(thrown: unknown): string {
  if (!(thrown instanceof AppError)) throw thrown;
  return thrown.message;
}
