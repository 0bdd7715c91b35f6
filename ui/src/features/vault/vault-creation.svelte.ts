import type { BeginVault } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { NewPassphrase } from "./new-passphrase.svelte";
import { NewRecoveryKey } from "./recovery-key.svelte";

/** The making of a vault: name and passphrase, then the recovery key, then the vault itself. */
export class VaultCreation {
  firmName = $state("");
  readonly passphrase = new NewPassphrase();
  useKeychain = $state(false);
  nameProblem = $state<string | null>(null);
  /** What has no field. */
  problem = $state<string | null>(null);
  isBusy = $state(false);

  #shown = $state.raw<NewRecoveryKey | null>(null);
  #begun = $state.raw<BeginVault | null>(null);

  /** The key that belongs to what stands in the fields; none once a field was changed. */
  get recovery(): NewRecoveryKey | null {
    return this.#begun !== null && isSame(this.#begun, this.#asked) ? this.#shown : null;
  }

  /** True if a key was shown that no longer fits: its sheet would open nothing. */
  get isKeyOutdated(): boolean {
    return this.#shown !== null && this.recovery === null;
  }

  /** One step on: a key for the fields, or the vault for the key. True once the vault exists. */
  async goOn(): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = null;
    try {
      const { recovery } = this;
      if (recovery) return await this.#create(recovery);
      await this.#begin();
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  async #begin(): Promise<void> {
    if (!this.passphrase.check()) return;
    const asked = this.#asked;
    try {
      this.#shown = new NewRecoveryKey(await call("begin_vault", asked));
      this.#begun = asked;
      this.nameProblem = null;
      this.passphrase.problem = null;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.nameProblem = thrown.fields["firm_name"] ?? null;
      this.passphrase.problem = thrown.fields["passphrase"] ?? null;
      if (Object.keys(thrown.fields).length === 0) this.problem = thrown.message;
    }
  }

  async #create(recovery: NewRecoveryKey): Promise<boolean> {
    try {
      await call("create_vault", recovery.checked);
      this.passphrase.forget();
      this.#shown = null;
      this.#begun = null;
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      recovery.problems = thrown.fields;
      if (Object.keys(thrown.fields).length === 0) this.problem = thrown.message;
      return false;
    }
  }

  get #asked(): BeginVault {
    return {
      firm_name: this.firmName,
      passphrase: this.passphrase.text,
      use_keychain: this.useKeychain,
    };
  }
}

function isSame(a: BeginVault, b: BeginVault): boolean {
  return (
    a.firm_name === b.firm_name &&
    a.passphrase === b.passphrase &&
    a.use_keychain === b.use_keychain
  );
}
