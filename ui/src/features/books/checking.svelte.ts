import type { BooksChecked } from "../../host/bindings";
import { AppError, call } from "../../host/client";

/** One run of the check of the books; it reads every entry, so it runs when asked. */
export class Checking {
  isRunning = $state(false);
  result = $state.raw<BooksChecked | null>(null);
  error = $state.raw<AppError | null>(null);

  async run(): Promise<void> {
    if (this.isRunning) return;
    this.isRunning = true;
    this.error = null;
    try {
      this.result = await call("check_books", {});
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.error = thrown;
    } finally {
      this.isRunning = false;
    }
  }
}
