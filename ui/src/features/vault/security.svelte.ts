import { AppError, call } from "../../host/client";
import { NewPassphrase } from "./new-passphrase.svelte";

/** Another passphrase for the open vault. */
export class PassphraseChange {
  current = $state("");
  readonly next = new NewPassphrase();
  currentProblem = $state<string | null>(null);
  problem = $state<string | null>(null);
  isBusy = $state(false);

  /** True if the passphrase is changed; the fields are empty then. */
  async save(): Promise<boolean> {
    if (this.isBusy || !this.next.check()) return false;
    this.isBusy = true;
    this.problem = null;
    this.currentProblem = null;
    try {
      await call("change_passphrase", { current: this.current, new: this.next.text });
      this.current = "";
      this.next.forget();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.currentProblem = thrown.fields["current"] ?? null;
      this.next.problem = thrown.fields["new"] ?? null;
      if (Object.keys(thrown.fields).length === 0) this.problem = thrown.message;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}

/** The keychain's way into the open vault: added with the passphrase, removed without. */
export class KeychainChange {
  passphrase = $state("");
  wrong = $state<string | null>(null);
  problem = $state<string | null>(null);
  isBusy = $state(false);

  add(): Promise<boolean> {
    return this.#try(() => call("add_keychain_unlock", { passphrase: this.passphrase }));
  }

  remove(): Promise<boolean> {
    return this.#try(() => call("remove_keychain_unlock", {}));
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.wrong = null;
    this.problem = null;
    try {
      await work();
      this.passphrase = "";
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.wrong = thrown.fields["passphrase"] ?? null;
      if (this.wrong === null) this.problem = thrown.message;
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
