import { AppError, call } from "../../host/client";
import { NewPassphrase } from "./new-passphrase.svelte";
import { NewRecoveryKey } from "./recovery-key.svelte";

/** Opening with the recovery key: the old key and a new passphrase, then the new key. */
export class RecoveryRun {
  key = $state("");
  readonly passphrase = new NewPassphrase();
  keyProblem = $state<string | null>(null);
  problem = $state<string | null>(null);
  isBusy = $state(false);
  /** The new key, once the old one was proven. */
  shown = $state.raw<NewRecoveryKey | null>(null);

  /** One step on. The last one opens the vault, which moves the stage. */
  async goOn(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.problem = null;
    try {
      if (this.shown) await this.#complete(this.shown);
      else if (this.passphrase.check()) await this.#begin();
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.#place(thrown);
    } finally {
      this.isBusy = false;
    }
  }

  /** Gives up: what the proven key has opened is closed again, so that the passphrase may try. */
  async leave(): Promise<void> {
    if (this.shown) await call("lock", {});
  }

  async #begin(): Promise<void> {
    this.keyProblem = null;
    this.passphrase.problem = null;
    const asked = { recovery_key: this.key, new_passphrase: this.passphrase.text };
    this.shown = new NewRecoveryKey(await call("begin_recovery", asked));
    this.key = "";
    this.passphrase.forget();
  }

  async #complete(recovery: NewRecoveryKey): Promise<void> {
    await call("complete_recovery", recovery.checked);
  }

  #place(error: AppError): void {
    this.keyProblem = error.fields["recovery_key"] ?? null;
    this.passphrase.problem = error.fields["new_passphrase"] ?? null;
    if (this.shown) this.shown.problems = error.fields;
    if (Object.keys(error.fields).length === 0) this.problem = error.message;
  }
}
