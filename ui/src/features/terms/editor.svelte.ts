import type {
  ChargeInput,
  ClientId,
  Example,
  FeeFormInput,
  FeeInput,
  TermKey,
  TermsPage,
  TermsPreview,
  TermsSaved,
  TermsTyped,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { day } from "../../shared/day/day";
import { Kept } from "../../shared/state/kept.svelte";
import { byKey, emptyForm, sortedCharge, sortedForm } from "./form";

/** What the editor holds and keeps while it is not saved. */
export type TermsForm = Pick<TermsTyped, "values" | "form" | "fees" | "charges" | "effective_on">;

/** How long typing must pause before the terms are worked out anew. */
const PREVIEW_PAUSE_MS = 80;
/** Face of the worked example until another is typed. */
const FACE = "10,000.00";

/**
 * The editor of a client's terms, or of the house's. What is typed goes as text to the use-cases,
 * which answer with every row, every problem and the worked example.
 */
export class TermsEditor {
  page = $state.raw<TermsPage | null>(null);
  preview = $state.raw<TermsPreview | null>(null);
  /** The latest example that could be worked out; `isStale` says that it is of earlier text. */
  example = $state.raw<Example | null>(null);
  values = $state<TermsForm["values"]>({});
  /** The rest of the fee's form; what other forms need stays in it while another is chosen. */
  form = $state<FeeFormInput>(emptyForm());
  fees = $state<FeeInput[] | null>(null);
  charges = $state<ChargeInput[] | null>(null);
  effectiveOn = $state("");
  face = $state(FACE);
  isSaving = $state(false);
  /** Why it could not be saved or worked out, if not because of a field. */
  problem = $state.raw<AppError | null>(null);
  /** From the latest save: sentences that no row carries, such as of the effective date. */
  fields = $state.raw<Readonly<Record<string, string>>>({});
  readonly kept: Kept<TermsForm>;

  readonly #clientId: ClientId | null;
  #saved = $state("");
  #hasKept = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  constructor(clientId: ClientId | null) {
    this.#clientId = clientId;
    this.kept = new Kept(`terms/${clientId ?? "house"}`, isTermsForm);
  }

  /** Takes what the vault holds. Text that is not saved stays, unless there is none. */
  take(page: TermsPage): void {
    const isFirst = this.page === null;
    const isUntouched = isFirst || !this.isDirty;
    this.page = page;
    if (isUntouched) this.#start(page);
    else void this.#ask();
    if (isFirst && !this.isLocked) void this.#lookForKept();
  }

  stop(): void {
    clearTimeout(this.#timer);
    void this.kept.flush();
  }

  /** The draft stands in a contract that waits for signatures. */
  get isLocked(): boolean {
    return this.page?.frozen_in != null;
  }

  get isDirty(): boolean {
    return this.page !== null && JSON.stringify(this.#form()) !== this.#saved;
  }

  get isStale(): boolean {
    return this.example !== null && this.preview?.example === null;
  }

  /** Types a value; an empty text returns to the house default. */
  type(key: TermKey, text: string): void {
    if (text.trim() === "") delete this.values[key];
    else this.values[key] = text;
    this.typed();
  }

  /** Back to the house default. */
  inherit(key: TermKey): void {
    delete this.values[key];
    this.typed();
  }

  /** Begins a list of this client's own with the house's. */
  ownFees(): void {
    this.fees = (this.preview?.fees ?? []).map(({ kind, label, amount }) => ({
      kind,
      label,
      amount,
    }));
    this.typed();
  }

  addFee(kind: string): void {
    if (this.fees === null) this.ownFees();
    this.fees?.push({ kind, label: "", amount: "" });
    this.typed();
  }

  removeFee(index: number): void {
    this.fees?.splice(index, 1);
    this.typed();
  }

  inheritFees(): void {
    this.fees = null;
    this.typed();
  }

  /** Begins a list of this client's own with the house's. */
  ownCharges(): void {
    this.charges = (this.preview?.charges ?? []).map(({ typed }) => structuredClone(typed));
    this.typed();
  }

  addCharge(): void {
    if (this.charges === null) this.ownCharges();
    this.charges?.push({ title: "", form: emptyForm("flat"), values: {} });
    this.typed();
  }

  removeCharge(index: number): void {
    this.charges?.splice(index, 1);
    this.typed();
  }

  inheritCharges(): void {
    this.charges = null;
    this.typed();
  }

  /** Something was typed: it is kept, and the terms are worked out after a pause. */
  typed(): void {
    this.problem = null;
    this.fields = {};
    if (this.isDirty) {
      this.#hasKept = true;
      this.kept.keep(this.#form());
    } else if (this.#hasKept) {
      this.#hasKept = false;
      void this.kept.forget();
    }
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#ask(), PREVIEW_PAUSE_MS);
  }

  restore(): void {
    const form = this.kept.take();
    if (!form) return;
    this.#show(form);
    this.typed();
  }

  /** Takes the typed text back to what the vault holds. */
  revert(): void {
    if (this.page) this.#start(this.page);
    this.#hasKept = false;
    void this.kept.forget();
  }

  /** Saves the draft; none with the reason in the editor. */
  async save(): Promise<TermsSaved | null> {
    if (this.isSaving || this.isLocked) return null;
    this.isSaving = true;
    this.problem = null;
    this.fields = {};
    const sent = JSON.stringify(this.#form());
    try {
      const saved = await call("save_terms", this.#input());
      this.#saved = sent;
      this.#hasKept = false;
      await this.kept.forget();
      return saved;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.fields = thrown.fields;
      if (Object.keys(thrown.fields).length === 0) this.problem = thrown;
      await this.#ask();
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  /** What was saved, to be put back after a discard. */
  saved(): TermsTyped {
    return this.#input();
  }

  #start(page: TermsPage): void {
    this.#show({
      values: page.values,
      form: page.own_form,
      fees: page.own_fees,
      charges: page.own_charges,
      effective_on: this.#clientId === null ? "" : day(page.effective_on),
    });
    this.#saved = JSON.stringify(this.#form());
    this.#see(page.preview);
    // The page knows only its own face.
    if (this.face !== FACE) void this.#ask();
  }

  #show(form: TermsForm): void {
    this.values = { ...form.values };
    this.form = structuredClone(form.form);
    this.charges = structuredClone(form.charges);
    this.fees = form.fees === null ? null : form.fees.map((fee) => ({ ...fee }));
    this.effectiveOn = form.effective_on;
  }

  #see(preview: TermsPreview): void {
    this.preview = preview;
    if (preview.example) this.example = preview.example;
  }

  async #lookForKept(): Promise<void> {
    await this.kept.look();
    if (JSON.stringify(this.kept.offer?.form) === this.#saved) await this.kept.forget();
  }

  async #ask(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const preview = await call("preview_terms", this.#input());
      if (turn === this.#turn) this.#see(preview);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (turn === this.#turn) this.problem = thrown;
    }
  }

  #form(): TermsForm {
    const values = $state.snapshot(this.values);
    // In one order, so that the same terms are the same text.
    const sorted = Object.fromEntries(Object.entries(values).toSorted(byKey));
    return {
      values: sorted,
      form: sortedForm($state.snapshot(this.form)),
      fees: $state.snapshot(this.fees),
      charges: $state.snapshot(this.charges)?.map(sortedCharge) ?? null,
      effective_on: this.effectiveOn,
    };
  }

  #input(): TermsTyped {
    return { client_id: this.#clientId, ...this.#form(), face: this.face };
  }
}

function isTermsForm(value: unknown): value is TermsForm {
  if (typeof value !== "object" || value === null) return false;
  const form = new Map<string, unknown>(Object.entries(value));
  const [values, fees, charges] = [form.get("values"), form.get("fees"), form.get("charges")];
  return (
    typeof values === "object" &&
    values !== null &&
    Object.values(values).every((text) => typeof text === "string") &&
    (fees === null || Array.isArray(fees)) &&
    (charges === null || Array.isArray(charges)) &&
    isFeeForm(form.get("form")) &&
    typeof form.get("effective_on") === "string"
  );
}

function isFeeForm(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  const parts: unknown = "parts" in value ? value.parts : null;
  return typeof parts === "object" && parts !== null;
}
