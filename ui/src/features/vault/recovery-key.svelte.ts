import type { RecoveryKeyShown } from "../../host/bindings";
import { AppError, call } from "../../host/client";

/** A new recovery key as it is shown, printed, saved and typed back. */
export class NewRecoveryKey {
  readonly groups: readonly string[];
  /** The two groups to type back, counted from 1. */
  readonly ask: readonly [number, number];
  first = $state("");
  second = $state("");
  problems = $state.raw<Readonly<Record<string, string>>>({});
  /** What became of the sheet: saved as what, or why not. */
  sheet = $state.raw<{ words: string; isProblem: boolean } | null>(null);

  constructor(shown: RecoveryKeyShown) {
    this.groups = shown.groups;
    this.ask = shown.ask;
  }

  /** What was typed back. */
  get checked(): { first: string; second: string } {
    return { first: this.first, second: this.second };
  }

  /** Saves the sheet as a PDF where the user says. */
  async save(): Promise<void> {
    await this.#tell(async () => {
      const { name } = await call("save_recovery_sheet", {});
      return name === null ? null : `Saved as ${name}. Move it to paper or to another place.`;
    });
  }

  /** Prints the sheet. */
  async print(): Promise<void> {
    await this.#tell(async () => {
      await call("print_recovery_sheet", {});
      return "Sent to the printer.";
    });
  }

  async #tell(work: () => Promise<string | null>): Promise<void> {
    try {
      const words = await work();
      this.sheet = words === null ? null : { words, isProblem: false };
    } catch (thrown) {
      const words = thrown instanceof AppError ? thrown.message : "The sheet could not be made.";
      this.sheet = { words, isProblem: true };
    }
  }
}
