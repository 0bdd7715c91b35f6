import type { PdfVerified } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { base64Of } from "../../shared/form/files";

/** A file from anywhere, looked at and not kept. */
export class Verifying {
  result = $state.raw<PdfVerified | null>(null);
  problem = $state.raw<AppError | null>(null);
  isBusy = $state(false);
  #file: File | null = null;

  /** Why the file itself could not be taken. */
  get wrong(): string | null {
    return this.problem?.fields["data"] ?? null;
  }

  async look(file: File): Promise<void> {
    this.#file = file;
    this.isBusy = true;
    this.problem = null;
    this.result = null;
    try {
      const data = await base64Of(file);
      const result = await call("verify_pdf", { file_name: file.name, data });
      // Another file may have been dropped meanwhile.
      if (this.#file === file) this.result = result;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (this.#file === file) this.problem = thrown;
    } finally {
      if (this.#file === file) this.isBusy = false;
    }
  }

  async again(): Promise<void> {
    if (this.#file) await this.look(this.#file);
  }
}
