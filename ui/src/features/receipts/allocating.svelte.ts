import { untrack } from "svelte";
import type {
  AllocationProposal,
  AllocationTyped,
  InvoiceId,
  ReceiptPage,
  ReceiptPosted,
  ReceiptStage,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { DraftKeeper, type DraftStore } from "../../shared/state/draft.svelte";
import { resource } from "../../shared/state/resource.svelte";
import { type Change, changesBetween } from "./changes";
import { type Answer, isNothing, lineOf, nothingFor, withAnswer, withPays } from "./lines";

/** How long typing must pause before it is worked out anew. */
const STAGE_PAUSE_MS = 150;

/**
 * One receipt being shared out: what is typed, what the use-cases make of it, and the yes to that.
 * Make it while a component is set up; it lives as long as that.
 */
export class Allocating {
  typed: AllocationTyped;
  /** The proposal that was taken, and its place among all. */
  proposal = $state.raw<{ of: AllocationProposal; at: number; count: number } | null>(null);
  /** Said where no proposal could be made, or why the search stopped. */
  note = $state("");
  /** What is different from what was looked at, by no typing. */
  changes = $state.raw<readonly Change[]>([]);
  /** Why it was not posted, if no field says so. */
  refusal = $state.raw<AppError | null>(null);
  isPosting = $state(false);
  readonly staged;

  readonly #isRest: boolean;
  readonly #keeper: DraftKeeper<AllocationTyped>;
  #asked = $state.raw<AllocationTyped | null>(null);
  #timer: ReturnType<typeof setTimeout> | undefined;
  #seen: { typed: AllocationTyped; stage: ReceiptStage } | null = null;

  /** @param page the receipt as it stood when it was opened */
  constructor(page: ReceiptPage) {
    this.#isRest = page.standing !== "unposted";
    this.typed = $state.raw(page.allocation);
    // The receipt itself keeps what is typed; the keeper says when.
    const drafts: DraftStore = {
      load: () => Promise.resolve(null),
      save: async () => {
        await call("save_receipt_draft", this.typed);
      },
      discard: () => Promise.resolve(),
    };
    this.#keeper = new DraftKeeper(drafts, `receipt/${page.receipt_id}`);
    this.#asked = page.allocation;
    this.staged = resource("stage_receipt", () => this.#asked);
    // Only an answer is compared; typing on makes another question.
    $effect(() => {
      const stage = this.staged.value;
      if (stage) untrack(() => this.#see(stage));
    });
  }

  /** What was worked out last; of a text before, while typing goes on. */
  get stage(): ReceiptStage | null {
    return this.staged.value;
  }

  /** True while the figures are not of what is typed. */
  get isStale(): boolean {
    return this.staged.isReading || this.#asked !== this.typed;
  }

  /** What stands in the way, by field. */
  get problems(): Readonly<Record<string, string>> {
    const found = this.stage?.problems ?? [];
    return Object.fromEntries(found.map(({ field, message }) => [field, message]));
  }

  /** The problem of an invoice's line: "pays", "rest", "reason". */
  problemOf(invoice: InvoiceId, part: string): string | null {
    // The staging counts the lines as they were sent.
    const at = this.#asked?.lines.findIndex((line) => line.invoice_id === invoice) ?? -1;
    return at === -1 ? null : (this.problems[`lines.${at}.${part}`] ?? null);
  }

  /** Whether it can be posted as it is shown. */
  get canPost(): boolean {
    const isWhole = this.staged.error === null && (this.stage?.fingerprint ?? "") !== "";
    return isWhole && !this.isStale && !this.isPosting;
  }

  /** The figures and warnings as they are looked at, to tell whether others have come. */
  get figures(): string {
    const { lines = [], sums = [], left = null, warnings = [] } = this.stage ?? {};
    const paid = lines.map(({ number, pays, fee, to_reserve }) => [
      number,
      pays,
      fee?.amount,
      to_reserve?.amount,
    ]);
    return JSON.stringify([paid, sums, left, warnings]);
  }

  pay(invoice: InvoiceId, pays: string): void {
    this.put(withPays(this.typed, invoice, pays));
  }

  answer(invoice: InvoiceId, answer: Answer): void {
    this.put(withAnswer(this.typed, invoice, answer));
  }

  /** Whether a line is typed for it. */
  has(invoice: InvoiceId): boolean {
    return lineOf(this.typed, invoice).pays !== "";
  }

  /** Takes what is typed now: kept after a pause, worked out after a shorter one. */
  put(typed: AllocationTyped): void {
    this.typed = typed;
    this.refusal = null;
    this.changes = [];
    this.#keeper.keep(typed);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => (this.#asked = this.typed), STAGE_PAUSE_MS);
  }

  /** Takes everything back; gives what was there. */
  clear(): AllocationTyped {
    const before = this.typed;
    this.proposal = null;
    this.note = "";
    this.put(nothingFor(before.receipt_id));
    return before;
  }

  /** Puts the next proposal into the lines; gives what was there, or null where there is none. */
  async propose(): Promise<AllocationTyped | null> {
    const before = this.typed;
    const { proposals, note } = await call("propose_allocation", {
      receipt_id: before.receipt_id,
    });
    const at = this.proposal ? (this.proposal.at + 1) % Math.max(1, proposals.length) : 0;
    const of = proposals[at];
    this.note = note;
    if (!of) {
      this.proposal = null;
      if (note === "") this.note = "No open invoice fits; choose the lines yourself.";
      return null;
    }
    this.proposal = { of, at, count: proposals.length };
    this.put({ ...before, lines: of.lines });
    return before;
  }

  /** Posts what is shown, or says why not in `refusal`. */
  async post(): Promise<ReceiptPosted | null> {
    const fingerprint = this.stage?.fingerprint ?? "";
    if (!this.canPost) return null;
    this.isPosting = true;
    this.refusal = null;
    try {
      await this.#keeper.flush();
      const posting = { allocation: this.typed, fingerprint };
      return await call(this.#isRest ? "apply_unapplied" : "post_receipt", posting);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.refusal = thrown;
      // Something may have changed meanwhile: it is staged anew, and the difference is marked.
      await this.staged.reload();
      return null;
    } finally {
      this.isPosting = false;
    }
  }

  /** Writes what waits, such as before the receipt is left. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#keeper.flush();
  }

  get isNothing(): boolean {
    return isNothing(this.typed);
  }

  #see(stage: ReceiptStage): void {
    const typed = this.#asked;
    if (!typed) return;
    const before = this.#seen;
    if (before?.typed === typed) this.changes = changesBetween(before.stage, stage);
    else this.#seen = { typed, stage };
  }
}
