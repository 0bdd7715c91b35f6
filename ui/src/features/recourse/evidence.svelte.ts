import type { AttachmentShown } from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { base64Of } from "../../shared/form/files";

/** The files that show why an invoice is given up; each is in the vault as soon as it is taken. */
export class Evidence {
  files = $state.raw<readonly AttachmentShown[]>([]);
  /** Why the latest file was not taken. */
  problem = $state<string | null>(null);
  isAdding = $state(false);

  async add(files: readonly File[]): Promise<void> {
    this.problem = null;
    this.isAdding = true;
    try {
      for (const file of files) {
        const data = await base64Of(file);
        const kept = await call("add_attachment", { file_name: file.name, data });
        this.files = [...this.files, kept];
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problem = thrown.message;
    } finally {
      this.isAdding = false;
    }
  }

  remove(file: AttachmentShown): void {
    this.files = this.files.filter((one) => one.id !== file.id);
  }
}
