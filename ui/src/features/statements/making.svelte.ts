import type {
  StatementFor,
  StatementParty,
  StatementPreset,
  StatementProgress,
  StatementRunId,
  StatementRunPage,
  StatementScope,
} from "../../host/bindings";
import { AppError, call, type Input, listen } from "../../host/client";
import { bytesOf } from "../../shared/form/files";
import { resource } from "../../shared/state/resource.svelte";
import { partyKey } from "./words";

type Kind = "client" | "debtor";

/** Statements that are about to be made: for whom, of which days, how far the run is. */
export class Making {
  kind = $state<Kind>("client");
  scope = $state<"all" | "chosen">("all");
  /** Keys of those who were chosen, of both kinds. */
  chosen = $state.raw<ReadonlySet<string>>(new Set());
  /** As typed. */
  from = $state("");
  to = $state("");
  /** Whose statement is shown before any is made. */
  shown = $state("");
  /** The run that was begun here or is looked at. */
  page = $state.raw<StatementRunPage | null>(null);
  progress = $state.raw<StatementProgress | null>(null);
  isWorking = $state(false);
  problem = $state.raw<AppError | null>(null);

  readonly form = resource("statement_form", () => ({}));
  readonly preview;
  #asked = $state.raw<Input<"statement_preview"> | null>(null);

  /** Make it while a component is set up. */
  constructor() {
    this.preview = resource("statement_preview", () => this.#asked);
    $effect(() => {
      const presets = this.form.value?.presets;
      if (presets && this.from === "" && this.to === "" && presets[0]) this.take(presets[0]);
    });
    $effect(() =>
      listen((event) => {
        if (event.kind === "statements" && event.run_id === this.page?.run.id) {
          this.progress = event;
        }
      }),
    );
  }

  /** Everybody of the kind that is asked for, by name. */
  readonly all = $derived.by((): readonly StatementParty[] => {
    const form = this.form.value;
    if (!form) return [];
    return this.kind === "client" ? form.clients : form.debtors;
  });

  /** Those a run would be for; of all, some may have nothing to state. */
  readonly parties = $derived.by((): readonly StatementParty[] =>
    this.scope === "all"
      ? this.all
      : this.all.filter((one) => this.chosen.has(partyKey(one.party))),
  );

  /** Whose preview is shown: the one that was picked, else the first. */
  readonly previewed = $derived.by(
    (): StatementParty | null =>
      this.parties.find((one) => partyKey(one.party) === this.shown) ?? this.parties[0] ?? null,
  );

  readonly bytes = $derived.by(() =>
    this.preview.value ? bytesOf(this.preview.value.data) : null,
  );

  /** Sentences at the days, of the preview or of the run. */
  readonly fields = $derived.by((): Readonly<Record<string, string>> => ({
    ...this.preview.error?.fields,
    ...this.problem?.fields,
  }));

  take(preset: StatementPreset): void {
    this.from = preset.from;
    this.to = preset.to;
    this.problem = null;
  }

  choose(party: StatementFor, isChosen: boolean): void {
    const next = new Set(this.chosen);
    if (isChosen) next.add(partyKey(party));
    else next.delete(partyKey(party));
    this.chosen = next;
  }

  /** Only for this one, as a client's page asks for. */
  chooseOnly(party: StatementFor): void {
    this.kind = party.kind;
    this.scope = "chosen";
    this.chosen = new Set([partyKey(party)]);
  }

  /** Asks for the preview of what stands in the form. */
  show(): void {
    const party = this.previewed?.party;
    this.#asked = party ? { party, from: this.from, to: this.to } : null;
  }

  /** Begins a run and works on it to its end; none if it could not begin. */
  async make(): Promise<StatementRunPage | null> {
    if (this.isWorking) return null;
    this.problem = null;
    this.isWorking = true;
    try {
      const input = { scope: this.#scope(), from: this.from, to: this.to };
      this.page = await call("start_statement_run", input);
      return await this.#work(this.page.run.id);
    } catch (thrown) {
      return this.#failed(thrown);
    } finally {
      this.isWorking = false;
    }
  }

  /** Goes on with a run that was cut off. */
  async goOn(id: StatementRunId): Promise<StatementRunPage | null> {
    if (this.isWorking) return null;
    this.problem = null;
    this.isWorking = true;
    try {
      this.page = await call("statement_run", { run_id: id });
      return await this.#work(id);
    } catch (thrown) {
      return this.#failed(thrown);
    } finally {
      this.isWorking = false;
    }
  }

  /** Ends the run after the statement that is being made. */
  async cancel(): Promise<void> {
    const id = this.page?.run.id;
    if (id === undefined || !this.isWorking) return;
    try {
      this.page = await call("cancel_statement_run", { run_id: id });
    } catch (thrown) {
      // It ended by itself a moment before.
      if (!(thrown instanceof AppError) || thrown.code !== "refused") throw thrown;
    }
  }

  /** Back to the form. */
  leave(): void {
    if (!this.isWorking) this.page = null;
  }

  /** No ids are everybody. */
  #scope(): StatementScope {
    const chosen = this.scope === "all" ? [] : this.parties.map((one) => one.party);
    if (this.kind === "client") {
      const ids = chosen.flatMap((one) => (one.kind === "client" ? one.client_id : []));
      return { kind: "clients", ids };
    }
    const ids = chosen.flatMap((one) => (one.kind === "debtor" ? one.debtor_id : []));
    return { kind: "debtors", ids };
  }

  async #work(id: StatementRunId): Promise<StatementRunPage> {
    this.progress = null;
    this.page = await call("work_statement_run", { run_id: id });
    return this.page;
  }

  #failed(thrown: unknown): null {
    if (!(thrown instanceof AppError)) throw thrown;
    this.problem = thrown;
    return null;
  }
}
