import { AppError, call } from "../../host/client";

const SECOND_MS = 1_000;

/** The ways into the chosen vault, and the wait after wrong passphrases. */
export class Unlocking {
  passphrase = $state("");
  /** What is wrong with the passphrase. */
  wrong = $state<string | null>(null);
  /** What has no field: another window has the vault, the keychain does not answer. */
  problem = $state<string | null>(null);
  isBusy = $state(false);
  /** Seconds until the next try. */
  waitSeconds = $state(0);
  #timer: ReturnType<typeof setInterval> | undefined;

  get waitWords(): string | null {
    if (this.waitSeconds === 0) return null;
    const unit = this.waitSeconds === 1 ? "second" : "seconds";
    return `Wrong again. The next try is free in ${this.waitSeconds} ${unit}.`;
  }

  /** Counts a wait down. Returns what stops it. */
  waitFor(seconds: number): () => void {
    clearInterval(this.#timer);
    this.waitSeconds = seconds;
    this.#timer = setInterval(() => {
      this.waitSeconds = Math.max(0, this.waitSeconds - 1);
      if (this.waitSeconds === 0) clearInterval(this.#timer);
    }, SECOND_MS);
    return () => clearInterval(this.#timer);
  }

  typed(): void {
    this.wrong = null;
  }

  /** True if the vault is open now. */
  byPassphrase(): Promise<boolean> {
    if (this.waitSeconds > 0) return Promise.resolve(false);
    return this.#try(async () => {
      await call("unlock", { passphrase: this.passphrase });
      this.passphrase = "";
    });
  }

  /** True if the vault is open now. */
  byKeychain(): Promise<boolean> {
    return this.#try(() => call("unlock_with_keychain", {}));
  }

  /** True if the sample firm is open now. */
  intoSample(): Promise<boolean> {
    return this.#try(() => call("open_sample", {}));
  }

  /** Back to the welcome screen. */
  leave(): Promise<boolean> {
    return this.#try(() => call("leave_vault", {}));
  }

  async #try(work: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = null;
    this.wrong = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.wrong = thrown.fields["passphrase"] ?? null;
      if (this.wrong === null) this.problem = thrown.message;
      else await this.#readWait();
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  async #readWait(): Promise<void> {
    const { retry_after_seconds } = await call("vault_status", {});
    if (retry_after_seconds > 0) this.waitFor(retry_after_seconds);
  }
}
