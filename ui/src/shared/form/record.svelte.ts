import { AppError } from "../../host/client";
import { Kept } from "../state/kept.svelte";
import { type Difference, differing } from "./shape";

/** What was saved elsewhere while the form was open. */
export type Conflict<Input> = { message: string; revision: number; saved: Input };

/**
 * The form of one record, new or changed. What is typed is kept until it is saved; what somebody
 * else saved meanwhile is shown beside it and never overwritten unasked.
 */
export abstract class RecordForm<Input extends object, Id extends number> {
  /** Sentences by field. */
  fields = $state.raw<Readonly<Record<string, string>>>({});
  /** Why it could not be saved, if not because of a field. */
  problem = $state.raw<AppError | null>(null);
  conflict = $state.raw<Conflict<Input> | null>(null);
  isSaving = $state(false);
  /** False until what is changed has been read. */
  isReady = $state(false);
  /** Why what is changed could not be read. */
  error = $state.raw<AppError | null>(null);
  readonly kept: Kept<Input>;

  protected revision = 0;
  #saved = "";
  #hasKept = false;

  /**
   * @param id the record that is changed, or none for a new one
   * @param what "client", for the name under which the text is kept
   */
  constructor(
    protected readonly id: Id | null,
    what: string,
    isInput: (value: unknown) => value is Input,
    /** Labels by field, in the order of the form. */
    protected readonly labels: Readonly<Record<string, string>>,
  ) {
    this.kept = new Kept(id === null ? `${what}/new` : `${what}/${id}`, isInput);
  }

  /** As lists call the record. */
  abstract get name(): string;

  /** The form as it is sent. */
  abstract input(): Input;

  /** Puts a form on the screen. */
  protected abstract show(input: Input): void;

  /** Reads what is changed, with its revision. */
  protected abstract load(id: Id): Promise<{ revision: number; saved: Input }>;

  /** Creates or changes the record. */
  protected abstract send(): Promise<Id>;

  /** Reads what else the form needs. */
  protected prepare(): Promise<void> {
    return Promise.resolve();
  }

  /** A form as people read it, for a comparison. */
  protected named(input: Input): object {
    return input;
  }

  /** Reads what is changed, and what was left unsaved. */
  async start(): Promise<void> {
    try {
      await this.prepare();
      if (this.id !== null) {
        const { revision, saved } = await this.load(this.id);
        this.revision = revision;
        this.show(saved);
      }
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.error = thrown;
      return;
    }
    this.error = null;
    this.#saved = JSON.stringify(this.input());
    this.isReady = true;
    await this.kept.look();
    // Text that is saved by now is nothing to offer.
    if (JSON.stringify(this.kept.offer?.form) === this.#saved) await this.kept.forget();
  }

  get isNew(): boolean {
    return this.id === null;
  }

  get isDirty(): boolean {
    return this.isReady && JSON.stringify(this.input()) !== this.#saved;
  }

  /** Remembers what is typed, or forgets it once it is what is saved. */
  typed(): void {
    if (this.isDirty) {
      this.#hasKept = true;
      this.kept.keep(this.input());
    } else if (this.#hasKept) {
      this.#hasKept = false;
      void this.kept.forget();
    }
  }

  restore(): void {
    const form = this.kept.take();
    if (form) this.show(form);
  }

  /** Saves; the id of the record, or none with the reason in the form. */
  async save(): Promise<Id | null> {
    if (this.isSaving) return null;
    this.isSaving = true;
    this.fields = {};
    this.problem = null;
    try {
      const id = await this.send();
      this.#saved = JSON.stringify(this.input());
      await this.kept.forget();
      return id;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      await this.#explain(thrown);
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  /** Answers a conflict: what is typed shall stand over what was saved. */
  async saveMine(): Promise<Id | null> {
    if (this.conflict) this.revision = this.conflict.revision;
    this.conflict = null;
    return this.save();
  }

  /** Answers a conflict: what was saved shall stand. */
  takeSaved(): void {
    if (!this.conflict) return;
    this.revision = this.conflict.revision;
    this.show(this.conflict.saved);
    this.#saved = JSON.stringify(this.input());
    this.conflict = null;
    void this.kept.forget();
  }

  /** What the conflict is about, field by field. */
  get differences(): Difference[] {
    if (!this.conflict) return [];
    return differing(this.labels, this.named(this.conflict.saved), this.named(this.input()));
  }

  /** Forgets what is still to be asked, once the form is left. */
  stop(): void {
    void this.kept.flush();
  }

  async #explain(error: AppError): Promise<void> {
    this.fields = error.fields;
    if (error.code === "conflict" && this.id !== null) {
      const { revision, saved } = await this.load(this.id);
      this.conflict = { message: error.message, revision, saved };
    } else if (Object.keys(error.fields).length === 0) this.problem = error;
  }
}
