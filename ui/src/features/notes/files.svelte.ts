import { AppError, call } from "../../host/client";
import type { AttachmentId } from "../../host/bindings";
import { base64Of, FILE_BYTES_MAX } from "../../shared/form/files";
import { fileSize } from "../../shared/money/money";

/** A file that is kept in the vault and waits for its note. */
export type KeptFile = { readonly id: AttachmentId; readonly name: string; readonly size: number };

type Step =
  | { step: "waiting"; file: File }
  | { step: "adding" }
  | { step: "kept"; id: AttachmentId }
  | { step: "failed"; problem: string };
/** A file of a note that is being written. */
export type NoteFile = {
  readonly key: number;
  readonly name: string;
  readonly size: number;
} & Step;

/** The files of a note that is being written: checked, then sent one after the other. */
export class NoteFiles {
  all = $state.raw<readonly NoteFile[]>([]);
  /** Why the latest files were not taken. */
  problem = $state<string | null>(null);

  #number = 0;
  #isSending = false;

  /** Files that are in the vault. */
  get kept(): readonly KeptFile[] {
    return this.all.flatMap(({ name, size, ...file }) =>
      file.step === "kept" ? [{ id: file.id, name, size }] : [],
    );
  }

  /** How many are not there yet. */
  get underWay(): number {
    return this.all.filter(({ step }) => step === "waiting" || step === "adding").length;
  }

  /** Takes files; one that is too large is named, and not sent. */
  add(files: readonly File[]): void {
    const large = files.filter((file) => file.size > FILE_BYTES_MAX);
    this.problem = large.length === 0 ? null : tooLarge(large);
    const taken = files.filter((file) => file.size <= FILE_BYTES_MAX);
    const waiting = taken.map((file): NoteFile => {
      const key = ++this.#number;
      return { key, name: file.name, size: file.size, step: "waiting", file };
    });
    this.all = [...this.all, ...waiting];
    void this.#send();
  }

  /** Files of an earlier try, which are in the vault already. */
  restore(files: readonly KeptFile[]): void {
    this.all = files.map(({ id, name, size }) => {
      const key = ++this.#number;
      return { key, name, size, step: "kept", id };
    });
  }

  remove(key: number): void {
    this.all = this.all.filter((file) => file.key !== key);
    this.problem = null;
  }

  // One at a time: each is held as text in memory while it is sent.
  async #send(): Promise<void> {
    if (this.#isSending) return;
    this.#isSending = true;
    for (let next = this.#next(); next; next = this.#next()) await this.#sendOne(next);
    this.#isSending = false;
  }

  #next(): (NoteFile & { step: "waiting" }) | undefined {
    return this.all.find((file) => file.step === "waiting");
  }

  async #sendOne({ key, name, file }: NoteFile & { step: "waiting" }): Promise<void> {
    this.#becomes(key, { step: "adding" });
    try {
      const kept = await call("add_attachment", { file_name: name, data: await base64Of(file) });
      this.#becomes(key, { step: "kept", id: kept.id });
    } catch (thrown) {
      const problem =
        thrown instanceof AppError
          ? (thrown.fields["data"] ?? thrown.message)
          : "It could not be read. A folder cannot be attached.";
      this.#becomes(key, { step: "failed", problem });
      this.problem = `${name}: ${problem}`;
    }
  }

  #becomes(key: number, step: Step): void {
    this.all = this.all.map((file) =>
      file.key === key ? { key, name: file.name, size: file.size, ...step } : file,
    );
  }
}

function tooLarge(files: readonly File[]): string {
  const named = files.map((file) => `${file.name} has ${fileSize(file.size)}`).join(", ");
  return `${named}; at most ${fileSize(FILE_BYTES_MAX)} can be kept.`;
}
