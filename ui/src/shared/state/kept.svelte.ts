import { AppError, call } from "../../host/client";
import { DraftKeeper, type DraftStore } from "./draft.svelte";
import { vaultDrafts } from "./vault-drafts";

/** Unsaved text of an earlier visit, and when it was typed: "Nov 19, 10:12 AM". */
export type Offer<Form> = { readonly form: Form; readonly at: string };

/** The unsaved text of one form in the vault: offered again, kept as it is typed, let go. */
export class Kept<Form> {
  /** What was left last time, until it is taken or refused. */
  offer = $state.raw<Offer<Form> | null>(null);

  readonly #key: string;
  readonly #isForm: (value: unknown) => value is Form;
  #at = "";
  // What the vault says beside the text is wanted too.
  readonly #store: DraftStore = {
    ...vaultDrafts,
    load: async (key) => {
      const { text, saved_at } = await call("draft", { key });
      this.#at = saved_at ?? "";
      return text;
    },
  };
  #keeper: DraftKeeper<Form>;

  /** @param key name of the form, such as "client/new" */
  constructor(key: string, isForm: (value: unknown) => value is Form) {
    this.#key = key;
    this.#isForm = isForm;
    this.#keeper = new DraftKeeper(this.#store, key);
  }

  /** Looks for what was left; without an answer there is nothing to offer. */
  async look(): Promise<void> {
    try {
      const form = await this.#keeper.restore(this.#isForm);
      this.offer = form === null ? null : { form, at: this.#at };
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  /** Remembers the form; written after a pause in typing. */
  keep(form: Form): void {
    this.#keeper.keep(form);
  }

  /** Takes what was offered. */
  take(): Form | null {
    const taken = this.offer?.form ?? null;
    this.offer = null;
    return taken;
  }

  /** Forgets what is kept: it was saved as what it is, or given up. New typing is kept again. */
  async forget(): Promise<void> {
    this.offer = null;
    const over = this.#keeper;
    this.#keeper = new DraftKeeper(this.#store, this.#key);
    try {
      await over.discard();
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  /** Writes at once what waits, such as before the view goes. */
  async flush(): Promise<void> {
    await this.#keeper.flush();
  }
}
