import type {
  BankAccountId,
  LetterKind,
  LetterPlanRow,
  LetterScope,
  LettersAsked,
  LettersMade,
} from "../../host/bindings";
import { AppError, call, type Input } from "../../host/client";
import { bytesOf } from "../../shared/form/files";
import { resource } from "../../shared/state/resource.svelte";
import { isReminder } from "./words";

/** How long typing must pause before the plan is made anew. */
const PAUSE_MS = 300;

/** Letters of one kind that are about to be made: whom for, what is typed, who is ticked. */
export class LetterMaking {
  kind = $state<LetterKind>("notice_of_assignment");
  scope = $state.raw<LetterScope | null>(null);
  wording = $state<string | null>(null);
  effectiveOn = $state("");
  replyBy = $state("");
  disputeBy = $state("");
  dueBy = $state("");
  pauseDays = $state("");
  goodThrough = $state("");
  filing = $state("");
  hasExceptions = $state(false);
  /** None for what the life of the agreement says. */
  isEarly = $state<boolean | null>(null);
  /** Of a confirmation: what stands in place of the words of the note. */
  said = $state("");
  promised = $state("");
  /** Where to pay; none for the usual account. */
  account = $state.raw<BankAccountId | null>(null);
  made = $state.raw<LettersMade | null>(null);
  isMaking = $state(false);
  /** Why the last making was not possible. */
  problem = $state.raw<AppError | null>(null);
  /** The line whose paper is shown. */
  shown = $state<string | null>(null);

  readonly plan;
  readonly paper;
  /** Ticks that differ from what is proposed. */
  #turned = $state.raw<ReadonlySet<string>>(new Set());
  #asked = $state.raw<LettersAsked | null>(null);

  /** Make it while a component is set up. */
  constructor() {
    this.plan = resource("plan_letters", () => this.#asked);
    this.paper = resource("preview_letter", () => this.#previewed());
    $effect(() => {
      const asked = this.asked;
      const timer = setTimeout(() => (this.#asked = asked), PAUSE_MS);
      return () => clearTimeout(timer);
    });
  }

  readonly asked = $derived.by((): LettersAsked | null =>
    this.scope === null
      ? null
      : {
          kind: this.kind,
          scope: this.scope,
          effective_on: this.effectiveOn,
          reply_by: this.replyBy,
          dispute_by: this.disputeBy,
          due_by: this.dueBy,
          pause_days: this.pauseDays,
          good_through: this.goodThrough,
          filing: this.filing,
          has_exceptions: this.hasExceptions,
          said: this.said,
          promised: this.promised,
          ...(this.isEarly === null ? {} : { is_early: this.isEarly }),
          ...(this.wording === null ? {} : { wording_id: this.wording }),
          ...(this.account === null ? {} : { bank_account_id: this.account }),
        },
  );

  readonly rows = $derived.by((): readonly LetterPlanRow[] => this.plan.value?.rows ?? []);
  readonly chosen = $derived.by(() => this.rows.filter((row) => this.isTicked(row)));
  readonly fields = $derived.by(() => this.plan.error?.fields ?? this.problem?.fields ?? {});
  readonly previewed = $derived.by(
    () =>
      this.rows.find((row) => keyOf(row) === this.shown) ??
      this.chosen[0] ??
      this.rows[0] ??
      null,
  );
  readonly bytes = $derived.by(() => (this.paper.value ? bytesOf(this.paper.value.data) : null));

  isTicked(row: LetterPlanRow): boolean {
    return row.can_be_made && row.is_ticked !== this.#turned.has(keyOf(row));
  }

  tick(row: LetterPlanRow): void {
    const turned = new Set(this.#turned);
    if (!turned.delete(keyOf(row))) turned.add(keyOf(row));
    this.#turned = turned;
  }

  choose(kind: LetterKind): void {
    this.kind = kind;
    this.wording = null;
    this.of(this.scope);
  }

  /** Whose letters: reminders go to every debtor unless somebody is chosen. */
  of(scope: LetterScope | null): void {
    const chosen = scope?.kind === "all" ? null : scope;
    this.scope = chosen ?? (isReminder(this.kind) ? { kind: "all" } : null);
    this.leave();
  }

  /** Forgets what was ticked and made. */
  leave(): void {
    this.#turned = new Set();
    this.shown = null;
    this.made = null;
    this.problem = null;
  }

  async make(): Promise<void> {
    const asked = this.#asked;
    if (this.isMaking || asked === null || this.chosen.length === 0) return;
    this.isMaking = true;
    this.problem = null;
    try {
      const to = this.chosen.map(({ client_id, debtor_id }) => ({ client_id, debtor_id }));
      this.made = await call("make_letters", { asked, to });
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problem = thrown;
    } finally {
      this.isMaking = false;
    }
  }

  #previewed(): Input<"preview_letter"> | null {
    const [asked, row] = [this.#asked, this.previewed];
    if (asked === null || row === null || this.made !== null) return null;
    return { asked, to: { client_id: row.client_id, debtor_id: row.debtor_id } };
  }
}

/** A line of the plan by whom it is about. */
export function keyOf(row: LetterPlanRow): string {
  return `${row.client_id ?? ""}/${row.debtor_id ?? ""}`;
}
