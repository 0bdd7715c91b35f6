import type {
  DebtorGroupId,
  DebtorGroupShown,
  DebtorId,
  DebtorInput,
  PossibleDuplicates,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { type Difference, differing } from "../../shared/form/shape";
import { Kept } from "../../shared/state/kept.svelte";
import { emptyDebtor, fieldLabels, isDebtorInput } from "./fields";

/** What was saved elsewhere while the form was open. */
export type Conflict = { message: string; revision: number; saved: DebtorInput };

/** How long typing must pause before likely duplicates are asked for. */
const DUPLICATES_PAUSE_MS = 120;
/** Shorter names are like too many. */
const NAME_CHARS_MIN = 3;

/** The form of one debtor, new or changed. What is typed is kept until it is saved. */
export class DebtorEditor {
  debtor = $state<DebtorInput>(emptyDebtor());
  isApproved = $state(false);
  /** Said of a name that another debtor has. */
  isDifferent = $state(false);
  /** Who the typed name may be already. */
  duplicates = $state.raw<PossibleDuplicates>({ rows: [], has_same: false });
  groups = $state.raw<readonly DebtorGroupShown[]>([]);
  /** Sentences by field. */
  fields = $state.raw<Readonly<Record<string, string>>>({});
  /** Why it could not be saved, if not because of a field. */
  problem = $state.raw<AppError | null>(null);
  conflict = $state.raw<Conflict | null>(null);
  isSaving = $state(false);
  /** False until what is changed has been read. */
  isReady = $state(false);
  /** Why what is changed could not be read. */
  error = $state.raw<AppError | null>(null);
  readonly kept: Kept<DebtorInput>;

  readonly #id: DebtorId | null;
  #revision = 0;
  #saved = "";
  #hasKept = false;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = "";

  /** @param id the debtor that is changed, or none for a new one */
  constructor(id: DebtorId | null, name = "") {
    this.#id = id;
    this.kept = new Kept(id === null ? "debtor/new" : `debtor/${id}`, isDebtorInput);
    this.debtor.legal_name = name;
  }

  /** Reads what is changed, the groups, and what was left unsaved. */
  async start(): Promise<void> {
    try {
      this.groups = (await call("debtor_groups", {})).rows;
      if (this.#id !== null) {
        const { revision, debtor } = await call("debtor_form", { debtor_id: this.#id });
        this.#revision = revision;
        this.debtor = debtor;
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
    return this.#id === null;
  }

  get name(): string {
    return this.debtor.legal_name.trim();
  }

  get isDirty(): boolean {
    return this.isReady && JSON.stringify(this.input()) !== this.#saved;
  }

  /** Whether the typed name is another debtor's, which needs a word before it is saved. */
  get needsWord(): boolean {
    return this.duplicates.has_same && this.name !== "";
  }

  /** The form as it is sent. */
  input(): DebtorInput {
    return $state.snapshot(this.debtor);
  }

  /** What the group is called, for the picker. */
  groupName(id: DebtorGroupId | null): string {
    return this.groups.find((group) => group.id === id)?.name ?? "";
  }

  /** Adds a group that was typed, and takes it. */
  async addGroup(name: string): Promise<void> {
    try {
      const group = { group_id: null, name, limit: "" };
      const { group_id } = await call("save_debtor_group", group);
      this.groups = (await call("debtor_groups", {})).rows;
      this.debtor.group_id = group_id;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.fields = { ...this.fields, group_id: thrown.fields["name"] ?? thrown.message };
    }
  }

  /** Remembers what is typed, or forgets it once it is what is saved. */
  typed(): void {
    this.#lookForDuplicates();
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
    if (form) this.debtor = form;
  }

  /** Saves; the id of the debtor, or none with the reason in the form. */
  async save(): Promise<DebtorId | null> {
    if (this.isSaving) return null;
    this.isSaving = true;
    try {
      const { debtor_id } = await this.#send();
      this.#saved = JSON.stringify(this.input());
      await this.kept.forget();
      return debtor_id;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      await this.#explain(thrown);
      return null;
    } finally {
      this.isSaving = false;
    }
  }

  /** Answers a conflict: what is typed shall stand over what was saved. */
  async saveMine(): Promise<DebtorId | null> {
    if (this.conflict) this.#revision = this.conflict.revision;
    this.conflict = null;
    return this.save();
  }

  /** Answers a conflict: what was saved shall stand. */
  takeSaved(): void {
    if (!this.conflict) return;
    this.#revision = this.conflict.revision;
    this.debtor = this.conflict.saved;
    this.#saved = JSON.stringify(this.input());
    this.conflict = null;
    void this.kept.forget();
  }

  /** What the conflict is about, field by field. */
  get differences(): Difference[] {
    if (!this.conflict) return [];
    const named = (form: DebtorInput) => ({ ...form, group_id: this.groupName(form.group_id) });
    return differing(fieldLabels, named(this.conflict.saved), named(this.input()));
  }

  /** Forgets the question that is still to be asked. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  #lookForDuplicates(): void {
    const name = this.name;
    if (name === this.#asked || !this.isReady) return;
    this.#asked = name;
    this.isDifferent = false;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#askDuplicates(name), DUPLICATES_PAUSE_MS);
  }

  async #askDuplicates(name: string): Promise<void> {
    const found =
      name.length < NAME_CHARS_MIN
        ? { rows: [], has_same: false }
        : await call("possible_duplicates", { name, debtor_id: this.#id }).catch(() => null);
    // An answer to what was typed before says nothing about what is typed now.
    if (found && name === this.#asked) this.duplicates = found;
  }

  #send(): Promise<{ debtor_id: DebtorId }> {
    this.fields = {};
    this.problem = null;
    const debtor = this.input();
    const is_different_business = this.isDifferent;
    return this.#id === null
      ? call("create_debtor", { debtor, is_approved: this.isApproved, is_different_business })
      : call("update_debtor", {
          debtor_id: this.#id,
          revision: this.#revision,
          debtor,
          is_different_business,
        });
  }

  async #explain(error: AppError): Promise<void> {
    this.fields = error.fields;
    if (error.code === "conflict" && this.#id !== null) {
      const { revision, debtor } = await call("debtor_form", { debtor_id: this.#id });
      this.conflict = { message: error.message, revision, saved: debtor };
    } else if (Object.keys(error.fields).length === 0) this.problem = error;
  }
}
