import type {
  DebtorGroupId,
  DebtorGroupShown,
  DebtorId,
  DebtorInput,
  PossibleDuplicates,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { RecordForm } from "../../shared/form/record.svelte";
import { emptyDebtor, fieldLabels, isDebtorInput } from "./fields";

/** How long typing must pause before likely duplicates are asked for. */
const DUPLICATES_PAUSE_MS = 120;
/** Shorter names are like too many. */
const NAME_CHARS_MIN = 3;

/** The form of one debtor, new or changed. */
export class DebtorEditor extends RecordForm<DebtorInput, DebtorId> {
  debtor = $state<DebtorInput>(emptyDebtor());
  isApproved = $state(false);
  /** Said of a name that another debtor has. */
  isDifferent = $state(false);
  /** Who the typed name may be already. */
  duplicates = $state.raw<PossibleDuplicates>({ rows: [], has_same: false });
  groups = $state.raw<readonly DebtorGroupShown[]>([]);

  /** The group that is being added; it gives why it was not. */
  #adding: Promise<AppError | null> | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #asked = "";

  /** @param id the debtor that is changed, or none for a new one */
  constructor(id: DebtorId | null, name = "") {
    super(id, "debtor", isDebtorInput, fieldLabels);
    this.debtor.legal_name = name;
  }

  get name(): string {
    return this.debtor.legal_name.trim();
  }

  /** Whether the typed name is another debtor's, which needs a word before it is saved. */
  get needsWord(): boolean {
    return this.duplicates.has_same && this.name !== "";
  }

  input(): DebtorInput {
    return $state.snapshot(this.debtor);
  }

  /** What the group is called, for the picker. */
  groupName(id: DebtorGroupId | null): string {
    return this.groups.find((group) => group.id === id)?.name ?? "";
  }

  /** Adds a group that was typed, and takes it. A save before the answer waits for it. */
  async addGroup(name: string): Promise<void> {
    const adding = this.#add(name);
    this.#adding = adding;
    await adding;
    if (this.#adding === adding) this.#adding = null;
  }

  override typed(): void {
    this.#lookForDuplicates();
    super.typed();
  }

  override stop(): void {
    clearTimeout(this.#timer);
    super.stop();
  }

  protected override async prepare(): Promise<void> {
    this.groups = (await call("debtor_groups", {})).rows;
  }

  protected override named(form: DebtorInput): object {
    return { ...form, group_id: this.groupName(form.group_id) };
  }

  protected show(debtor: DebtorInput): void {
    this.debtor = debtor;
  }

  protected async load(id: DebtorId): Promise<{ revision: number; saved: DebtorInput }> {
    const { revision, debtor } = await call("debtor_form", { debtor_id: id });
    return { revision, saved: debtor };
  }

  protected async send(): Promise<DebtorId> {
    const refused = await this.#adding;
    if (refused) throw refused;
    const { id, revision } = this;
    const debtor = this.input();
    const is_different_business = this.isDifferent;
    const { debtor_id } =
      id === null
        ? await call("create_debtor", {
            debtor,
            is_approved: this.isApproved,
            is_different_business,
          })
        : await call("update_debtor", { debtor_id: id, revision, debtor, is_different_business });
    return debtor_id;
  }

  async #add(name: string): Promise<AppError | null> {
    try {
      const group = { group_id: null, name, limit: "" };
      const { group_id } = await call("save_debtor_group", group);
      this.groups = (await call("debtor_groups", {})).rows;
      this.debtor.group_id = group_id;
      return null;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      const { code, message, fields } = thrown;
      const refused = new AppError(code, message, { group_id: fields["name"] ?? message });
      this.fields = { ...this.fields, ...refused.fields };
      return refused;
    }
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
        : await call("possible_duplicates", { name, debtor_id: this.id }).catch(() => null);
    // An answer to what was typed before says nothing about what is typed now.
    if (found && name === this.#asked) this.duplicates = found;
  }
}
