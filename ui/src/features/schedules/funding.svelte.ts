import type {
  BankAccountId,
  FundingDone,
  FundingStaged,
  OverAdvanceTyped,
  PayoutMethod,
  ScheduleId,
  SchedulePage,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";

/** A funding on the way from what is shown to the yes: only what was shown is confirmed. */
export class Funding {
  staged = $state.raw<FundingStaged | null>(null);
  /** What was shown before it changed; none while nothing has. */
  before = $state.raw<FundingStaged | null>(null);
  method = $state<PayoutMethod>("wire");
  accountId = $state<BankAccountId | null>(null);
  reference = $state("");
  /** What is paid beyond what the invoices support, as typed; none takes what is prepared. */
  overAdvance = $state<OverAdvanceTyped | null>(null);
  /** Typed since it was worked out: what is shown is not what is meant. */
  isStale = $state(false);
  isBusy = $state(false);
  /** Why it was not done, or could not be worked out. */
  problem = $state.raw<AppError | null>(null);

  readonly #scheduleId: ScheduleId;

  constructor(scheduleId: ScheduleId, method: PayoutMethod) {
    this.#scheduleId = scheduleId;
    this.method = method;
  }

  /** Works it out anew for another method or account. */
  async stage(): Promise<void> {
    this.isBusy = true;
    this.problem = null;
    try {
      this.staged = await this.#ask();
      this.isStale = false;
      this.accountId = this.staged.pay_from?.id ?? null;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problem = thrown;
    } finally {
      this.isBusy = false;
    }
  }

  /** The yes; none with the reason, and with what has changed if something has. */
  async confirm(): Promise<FundingDone | null> {
    return this.#do((input) => call("confirm_funding", input));
  }

  /** Prepared by this person, for another one to confirm. */
  async prepare(): Promise<SchedulePage | null> {
    return this.#do((input) => call("submit_funding", input));
  }

  async #do<Done>(act: (input: ReturnType<Funding["input"]>) => Promise<Done>) {
    const shown = this.staged;
    if (this.isBusy || shown === null || this.isStale) return null;
    this.isBusy = true;
    this.problem = null;
    this.before = null;
    try {
      return await act(this.input(shown));
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.problem = thrown;
      await this.#look(shown);
      return null;
    } finally {
      this.isBusy = false;
    }
  }

  input(shown: FundingStaged) {
    return {
      schedule_id: this.#scheduleId,
      method: this.method,
      bank_account_id: this.accountId,
      over_advance: this.#overAdvance(),
      fingerprint: shown.fingerprint,
      reference: this.reference,
    };
  }

  // What was shown no longer holds: the difference is shown, and asked again.
  async #look(shown: FundingStaged): Promise<void> {
    try {
      const now = await this.#ask();
      if (now.fingerprint === shown.fingerprint) return;
      this.before = shown;
      this.staged = now;
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
    }
  }

  #ask(): Promise<FundingStaged> {
    return call("stage_funding", {
      schedule_id: this.#scheduleId,
      method: this.method,
      bank_account_id: this.accountId,
      over_advance: this.#overAdvance(),
    });
  }

  #overAdvance(): OverAdvanceTyped | null {
    return this.overAdvance === null ? null : { ...this.overAdvance };
  }
}
