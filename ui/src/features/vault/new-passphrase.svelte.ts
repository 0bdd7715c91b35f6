import type { PassphraseStrength } from "../../host/bindings";
import { AppError, call } from "../../host/client";

/** How long typing must pause before the passphrase is judged. */
const PAUSE_MS = 120;

/** A new passphrase, typed twice, and how strong it is. */
export class NewPassphrase {
  text = $state("");
  again = $state("");
  strength = $state.raw<PassphraseStrength | null>(null);
  problem = $state<string | null>(null);
  againProblem = $state<string | null>(null);

  #timer: ReturnType<typeof setTimeout> | undefined;
  #turn = 0;

  get isMatched(): boolean {
    return this.text !== "" && this.text === this.again;
  }

  /** Judges after a pause in typing; what was wrong before is no longer said. */
  typed(): void {
    this.problem = null;
    this.againProblem = null;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#judge(), PAUSE_MS);
  }

  /** Puts a generated passphrase into both fields, to be read and written down. */
  async suggest(): Promise<void> {
    try {
      const { passphrase } = await call("suggest_passphrase", {});
      this.text = passphrase;
      this.again = passphrase;
      this.typed();
    } catch (thrown) {
      this.problem = thrown instanceof AppError ? thrown.message : "No passphrase could be made.";
    }
  }

  /** True if both are the same; says so otherwise. The strength is judged by the use-cases. */
  check(): boolean {
    this.againProblem = this.text === this.again ? null : "The two are not the same.";
    return this.againProblem === null;
  }

  /** Leaves nothing of it in the window. */
  forget(): void {
    clearTimeout(this.#timer);
    this.#turn += 1;
    this.text = "";
    this.again = "";
    this.strength = null;
  }

  async #judge(): Promise<void> {
    const turn = ++this.#turn;
    try {
      const strength = await call("passphrase_strength", { passphrase: this.text });
      if (turn === this.#turn) this.strength = strength;
    } catch {
      // Only a hint; creating judges again and says what is wrong.
      if (turn === this.#turn) this.strength = null;
    }
  }
}
