import { AppError } from "../../host/client";

/** One thing that a form or a sheet does when its button is pressed, and why it was not done. */
export class Doing {
  /** Why it was not done, until it is tried again or forgotten. */
  problem = $state.raw<AppError | null>(null);
  isBusy = $state(false);
  /** What is wrong, by the name of the field. */
  readonly fields = $derived(this.problem?.fields ?? {});

  /** Does it unless it is under way. True if it was done; a fault of the program is thrown on. */
  async run(work: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    this.problem = null;
    try {
      await work();
      return true;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problem = thrown;
      return false;
    } finally {
      this.isBusy = false;
    }
  }

  /** What was said is about what was typed before. */
  forget(): void {
    this.problem = null;
  }
}
