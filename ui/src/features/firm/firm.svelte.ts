import type { FirmInput, FirmPage } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { base64Of } from "../../shared/form/files";
import { Kept } from "../../shared/state/kept.svelte";

/** The firm's profile as it is edited. What is typed is kept until it is saved. */
export class FirmEditor {
  form = $state<FirmInput>(emptyFirm());
  /** PNG in base64. */
  logo = $state.raw<string | null>(null);
  canChangeCurrency = $state(true);
  /** Sentences by field. */
  fields = $state.raw<Readonly<Record<string, string>>>({});
  /** What has no field. */
  problem = $state<string | null>(null);
  logoProblem = $state<string | null>(null);
  isSaving = $state(false);
  /** False until the profile was read. */
  isReady = $state(false);
  readonly kept = new Kept<FirmInput>("firm", isFirmInput);

  #saved = "";

  /** Reads the profile; a firm without one starts with this name. */
  async load(name: string): Promise<void> {
    if (this.isReady) return;
    try {
      this.#take(await call("firm", {}));
    } catch (thrown) {
      this.problem = words(thrown);
      return;
    }
    if (this.form.name === "") this.form.name = name;
    this.isReady = true;
    await this.kept.look();
    if (JSON.stringify(this.kept.offer?.form) === this.#text()) await this.kept.forget();
  }

  get isDirty(): boolean {
    return this.isReady && this.#text() !== this.#saved;
  }

  /** Remembers what is typed. */
  typed(): void {
    if (this.isDirty) this.kept.keep($state.snapshot(this.form));
  }

  /** Takes up what was typed and not saved before. */
  restore(): void {
    const form = this.kept.take();
    if (form) this.form = form;
  }

  /** True if the profile is saved. */
  save(): Promise<boolean> {
    return this.#save($state.snapshot(this.form));
  }

  /** Saves only what the vault cannot do without; the rest stays in the form. True if saved. */
  async saveNameOnly(): Promise<boolean> {
    if (this.#saved !== "") return true;
    const { name, currency, page_size } = this.form;
    return this.#save({ ...emptyFirm(), name, currency, page_size });
  }

  /** Takes a file as the logo. The firm's name must be saved first, so that is done here. */
  async setLogo(file: File): Promise<void> {
    this.logoProblem = null;
    try {
      if (!(await this.saveNameOnly())) return;
      const data = await base64Of(file);
      this.logo = (await call("set_logo", { file_name: file.name, data })).logo;
    } catch (thrown) {
      this.logoProblem = words(thrown);
    }
  }

  async removeLogo(): Promise<void> {
    this.logoProblem = null;
    try {
      this.logo = (await call("remove_logo", {})).logo;
    } catch (thrown) {
      this.logoProblem = words(thrown);
    }
  }

  async #save(form: FirmInput): Promise<boolean> {
    if (this.isSaving) return false;
    this.isSaving = true;
    this.problem = null;
    this.fields = {};
    try {
      const page = await call("save_firm", form);
      this.canChangeCurrency = page.can_change_currency;
      this.#saved = JSON.stringify(page.firm);
      if (JSON.stringify(form) === this.#text()) {
        this.form = page.firm;
        await this.kept.forget();
      }
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

  #take(page: FirmPage): void {
    this.form = page.firm;
    this.logo = page.logo;
    this.canChangeCurrency = page.can_change_currency;
    this.#saved = page.firm.name === "" ? "" : JSON.stringify(page.firm);
  }

  #text(): string {
    return JSON.stringify($state.snapshot(this.form));
  }
}

function words(thrown: unknown): string {
  if (!(thrown instanceof AppError)) throw thrown;
  return thrown.message;
}

/** A profile without a word in it. */
export function emptyFirm(): FirmInput {
  return {
    name: "",
    legal_form: "",
    state_of_formation: "",
    registration_no: "",
    address: { line1: "", line2: "", city: "", region: "", postal_code: "", country: "" },
    phone: "",
    email: "",
    currency: "USD",
    page_size: "letter",
    signer_name: "",
    signer_title: "",
    governing_state: "",
    venue: "",
  };
}

/** True if a kept text is still a profile. */
export function isFirmInput(value: unknown): value is FirmInput {
  return hasTextsOf(value, emptyFirm());
}

function hasTextsOf(value: unknown, like: object): boolean {
  if (typeof value !== "object" || value === null) return false;
  const given = new Map<string, unknown>(Object.entries(value));
  return Object.entries(like).every(([key, part]) =>
    typeof part === "string"
      ? typeof given.get(key) === "string"
      : hasTextsOf(given.get(key), part),
  );
}
