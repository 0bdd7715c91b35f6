import { untrack } from "svelte";
import type { ClientId, ContractPage, GuarantorId, ValueAsked } from "../../host/bindings";
import { AppError, call, type Input } from "../../host/client";
import { bytesOf } from "../../shared/form/files";
import { DraftKeeper } from "../../shared/state/draft.svelte";
import { resource } from "../../shared/state/resource.svelte";
import { vaultDrafts } from "../../shared/state/vault-drafts";

type Answers = Record<string, string>;
type Chosen = { wording_id?: string; guarantor_id?: GuarantorId };

/** How long typing must pause before the paper is made anew. */
export const PREVIEW_PAUSE_MS = 300;

/** A contract that is being drawn up: the answers so far and the paper they make. */
export class NewContract {
  readonly clientId: ClientId;
  /** Of a guaranty. */
  readonly guarantorId: GuarantorId | null;
  /** Only what was typed here, by path; the rest is what the form says. */
  typed = $state<Answers>({});
  /** What the last freezing found wrong. */
  problem = $state.raw<AppError | null>(null);
  isFreezing = $state(false);
  /** The wording that was chosen here; none for the one that the form proposes. */
  wordingId = $state<string | null>(null);

  readonly form;
  readonly preview;
  readonly #keeper: DraftKeeper<Answers>;
  readonly #wordingKeeper: DraftKeeper<string>;
  #asked = $state.raw<Input<"preview_contract"> | null>(null);
  #isRestored = $state(false);

  /** Make it while a component is set up. */
  constructor(
    clientId: ClientId,
    guarantorId: GuarantorId | null,
    wordingId: string | null = null,
  ) {
    this.clientId = clientId;
    this.guarantorId = guarantorId;
    this.wordingId = wordingId;
    this.form = resource("contract_form", () => this.#asking({ client_id: clientId }));
    this.preview = resource("preview_contract", () => this.#asked);
    const of = guarantorId === null ? `${clientId}` : `${clientId}/guarantor-${guarantorId}`;
    this.#keeper = new DraftKeeper(vaultDrafts, `contract-answers/${of}`);
    this.#wordingKeeper = new DraftKeeper(vaultDrafts, `contract-wording/${of}`);
    $effect(() => {
      void this.#restore();
      return () => {
        void this.#keeper.flush();
        void this.#wordingKeeper.flush();
      };
    });
    $effect(() => this.#askForPaper());
  }

  /** The PDF as it would be frozen, once one was made. */
  readonly bytes = $derived.by(() =>
    this.preview.value ? bytesOf(this.preview.value.data) : null,
  );

  /** The shown paper is not that of the present answers. */
  readonly isStale = $derived.by(
    () =>
      this.preview.isReading ||
      (this.#asked?.wording_id ?? null) !== this.wordingId ||
      textOf(this.#asked?.answers ?? {}) !== textOf(this.typed),
  );

  /** Sentences by path, of the paper or of the freezing. */
  readonly fields = $derived.by((): Readonly<Record<string, string>> => ({
    ...this.preview.error?.fields,
    ...this.problem?.fields,
  }));

  valueOf(asked: ValueAsked): string {
    return this.typed[asked.path] ?? asked.value;
  }

  /** Where a value that is asked for here comes from now. */
  sourceOf(asked: ValueAsked): string {
    if (this.typed[asked.path] !== undefined) return "For this contract";
    if (asked.value === "") return asked.where_to_fill;
    const home = asked.path.startsWith("disclosure.") ? "From the terms" : "Firm profile";
    return `${home}, change it here if need be`;
  }

  answer(path: string, value: string): void {
    this.typed = { ...this.typed, [path]: value };
    this.problem = null;
    this.#keeper.keep(this.typed);
  }

  /** Draws the contract up from another wording. */
  choose(wordingId: string): void {
    this.wordingId = wordingId;
    this.problem = null;
    this.#wordingKeeper.keep(wordingId);
  }

  /** Goes back to the wording that the form proposes. */
  async chooseUsual(): Promise<void> {
    this.wordingId = null;
    this.problem = null;
    await this.#wordingKeeper.discard();
  }

  /** Makes it final; none if it was not possible, which `problem` then explains. */
  async freeze(): Promise<ContractPage | null> {
    if (this.isFreezing) return null;
    this.isFreezing = true;
    this.problem = null;
    try {
      const answers = $state.snapshot(this.typed);
      const input = this.#asking({ client_id: this.clientId, answers });
      const page = await call("freeze_contract", input);
      await Promise.all([this.#keeper.discard(), this.#wordingKeeper.discard()]);
      return page;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problem = thrown;
      return null;
    } finally {
      this.isFreezing = false;
    }
  }

  async #restore(): Promise<void> {
    try {
      const kept = await this.#keeper.restore(isAnswers);
      if (kept) this.typed = { ...kept, ...untrack(() => this.typed) };
      this.wordingId ??= await this.#wordingKeeper.restore((value) => typeof value === "string");
    } catch {
      // Without its draft the form starts empty; what is typed now is kept as ever.
    }
    this.#isRestored = true;
  }

  /** With the wording that was chosen and the guarantor it is for. */
  #asking<Asked extends object>(asked: Asked): Asked & Chosen {
    return {
      ...asked,
      ...(this.wordingId === null ? {} : { wording_id: this.wordingId }),
      ...(this.guarantorId === null ? {} : { guarantor_id: this.guarantorId }),
    };
  }

  // The first paper at once, every later one after a pause in typing.
  #askForPaper(): (() => void) | undefined {
    const form = this.form.value;
    const answers = $state.snapshot(this.typed);
    if (!form || form.refusal !== null || !this.#isRestored) return undefined;
    const before = untrack(() => this.#asked);
    const input = this.#asking({ client_id: this.clientId, answers });
    if (before === null || (before.wording_id ?? null) !== this.wordingId) {
      this.#asked = input;
      return undefined;
    }
    if (textOf(before.answers) === textOf(answers)) return undefined;
    const timer = setTimeout(() => (this.#asked = input), PREVIEW_PAUSE_MS);
    return () => clearTimeout(timer);
  }
}

function isAnswers(value: unknown): value is Answers {
  return (
    typeof value === "object" &&
    value !== null &&
    Object.values(value).every((answer) => typeof answer === "string")
  );
}

// The order in which answers were typed makes no other paper.
function textOf(answers: Answers): string {
  return JSON.stringify(Object.entries(answers).sort(([a], [b]) => (a < b ? -1 : 1)));
}
