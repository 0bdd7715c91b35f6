import type {
  ScheduleId,
  ScheduleLineId,
  ScheduleLineShown,
  SchedulePage,
  ScheduleTyped,
} from "../../host/bindings";
import { AppError, call } from "../../host/client";
import { GridEditor } from "../../shared/grid/editor.svelte";
import { isBlank } from "../../shared/grid/model";
import type { Line } from "../../shared/grid/types";
import { beforeLock } from "../../shared/state/draft.svelte";
import { type Extras, scheduleColumns } from "./columns";
import {
  cellKey,
  cellProblems,
  cellText,
  extrasOf,
  givenOf,
  hasDebtorDiscount,
  typedOf,
} from "./lines";

/** How long typing must pause before the schedule is saved. */
const SAVE_PAUSE_MS = 350;

/** What stands in the head of the form, beside the lines. */
export type ScheduleHead = Pick<
  ScheduleTyped,
  "offered_on" | "offered_by" | "control_total" | "note"
>;

/** A schedule while it is typed: every pause saves it whole, and the answer checks it. */
export class ScheduleEditor {
  page = $state.raw<SchedulePage | null>(null);
  head = $state<ScheduleHead>({ offered_on: "", offered_by: "", control_total: "", note: "" });
  /** Which columns beside the usual ones are shown. */
  extras = $state<Extras>("none");
  /** Typed since the latest save. */
  isDirty = $state(false);
  /** Why the latest save did not happen. */
  problem = $state.raw<AppError | null>(null);
  readonly grid: GridEditor;

  readonly #ids = new Map<number, ScheduleLineId>();
  readonly #shown: ReadonlyMap<ScheduleLineId, ScheduleLineShown> = $derived(
    new Map((this.page?.lines ?? []).map((line) => [line.line_id, line])),
  );
  readonly #problems: ReadonlyMap<string, string> = $derived(
    cellProblems(this.page?.problems ?? [], this.page?.lines ?? []),
  );
  #timer: ReturnType<typeof setTimeout> | undefined;
  #saving: Promise<void> | null = null;
  #stop: () => void = () => undefined;

  constructor() {
    this.grid = new GridEditor(scheduleColumns("USD", "none"), () => this.typed());
  }

  get id(): ScheduleId | null {
    return this.page?.id ?? null;
  }

  get canEdit(): boolean {
    return this.page?.can_edit ?? false;
  }

  /** Keeps what is typed through a lock, until the returned function is called. */
  start(): () => void {
    this.#stop = beforeLock(() => this.flush());
    return () => {
      this.#stop();
      void this.flush();
    };
  }

  /** Takes what the vault holds. What is typed and not saved yet stays. */
  take(page: SchedulePage): void {
    const isFirst = this.page === null;
    // What is on its way to the disk is newer than what was read meanwhile.
    if (!isFirst && page.can_edit && (this.isDirty || this.#saving !== null)) return;
    if (this.page !== null && page.revision < this.page.revision) return;
    const isNewer = isFirst || page.revision !== this.page?.revision;
    this.page = page;
    this.grid.isReadOnly = !page.can_edit;
    if (isNewer) this.#show(page);
  }

  /** An answer to a change of this window: the typed lines stay as they stand. */
  answer(page: SchedulePage): void {
    this.page = page;
    this.grid.isReadOnly = !page.can_edit;
    if (hasDebtorDiscount(page.lines)) this.#want("discount");
  }

  /** Something was typed: it is saved after a pause. */
  typed(): void {
    if (!this.canEdit) return;
    this.isDirty = true;
    this.#want(extrasOf(this.grid.lines));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.flush(), SAVE_PAUSE_MS);
  }

  showExtras(): void {
    this.#want("all");
  }

  /** Saves at once what waits, such as before a step that reads the vault. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    while (this.isDirty) {
      this.#saving ??= this.#save().finally(() => (this.#saving = null));
      await this.#saving;
      if (this.problem) return;
    }
    await this.#saving;
  }

  /** Takes what was saved elsewhere; what is typed here is let go. */
  async takeSaved(): Promise<void> {
    if (this.page === null) return;
    const page = await call("schedule", { schedule_id: this.page.id });
    this.isDirty = false;
    this.problem = null;
    this.page = null;
    this.take(page);
  }

  /** Saves what is typed here over what was saved elsewhere. */
  async saveMine(): Promise<void> {
    if (this.page === null) return;
    const saved = await call("schedule", { schedule_id: this.page.id });
    this.page = { ...this.page, revision: saved.revision };
    this.isDirty = true;
    await this.flush();
  }

  /** The line of the use-cases behind a line of the grid; none before its first save. */
  shown(line: Line): ScheduleLineShown | undefined {
    // The answers first: a line that has no number yet gets it with the next of them.
    const answered = this.#shown;
    const id = this.#ids.get(line.key);
    return id === undefined ? undefined : answered.get(id);
  }

  /** Which line of the grid stands for one of the use-cases; -1 if none. */
  rowOf(id: ScheduleLineId): number {
    return this.grid.lines.findIndex(({ key }) => this.#ids.get(key) === id);
  }

  text(line: Line, field: string): string {
    return cellText(line, field, this.shown(line));
  }

  problemOf(line: Line, field: string): string | null {
    const problems = this.#problems;
    const id = this.#ids.get(line.key);
    return id === undefined ? null : (problems.get(cellKey(id, field)) ?? null);
  }

  /** What is wrong with a field of the head. */
  headProblem(field: keyof ScheduleHead): string | null {
    return this.page?.problems.find((one) => one.field === field)?.message ?? null;
  }

  /** Leaves the focused line out of the purchase with a reason, or takes that back (empty). */
  decide(line: Line, reason: string): void {
    const lines = this.grid.lines.map((one): Line => {
      if (one.key !== line.key) return one;
      const { decision: _decision, ...values } = one.values;
      return {
        ...one,
        cells: { ...one.cells, reject_reason: reason },
        values: reason === "" ? values : { ...values, decision: "reject" },
      };
    });
    this.grid.replace(lines);
  }

  /** Shows these columns too; those that are shown stay. */
  #want(extras: Extras): void {
    if (extras === "none" || this.extras === "all" || this.extras === extras) return;
    this.extras = extras;
    this.grid.columns = scheduleColumns(this.page?.currency ?? "USD", extras);
  }

  #show(page: SchedulePage): void {
    this.#ids.clear();
    const lines = page.lines.map((line, i): Line => {
      this.#ids.set(i + 1, line.line_id);
      return { ...givenOf(line.typed), key: i + 1 };
    });
    this.#want(extrasOf(lines));
    if (hasDebtorDiscount(page.lines)) this.#want("discount");
    this.grid.columns = scheduleColumns(page.currency, this.extras);
    this.grid.take(lines);
    const { offered_on_typed, offered_by, control_total_typed, note } = page;
    this.head = {
      offered_on: offered_on_typed,
      offered_by,
      control_total: control_total_typed,
      note,
    };
  }

  async #save(): Promise<void> {
    const { page } = this;
    if (page === null || !page.can_edit) {
      this.isDirty = false;
      return;
    }
    // A line that was only begun is no line yet.
    const sent = this.grid.linesAsTyped.filter((line) => !isBlank(line));
    this.isDirty = false;
    this.problem = null;
    try {
      const saved = await call("save_schedule", {
        schedule_id: page.id,
        revision: page.revision,
        ...$state.snapshot(this.head),
        lines: sent.map((line) => typedOf(line, this.#ids.get(line.key) ?? null)),
      });
      this.#remember(sent, saved);
      this.answer(saved);
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      this.isDirty = true;
      this.problem = thrown;
    }
  }

  // The answer has the lines in the order in which they were sent.
  #remember(sent: readonly Line[], saved: SchedulePage): void {
    this.#ids.clear();
    sent.forEach((line, i) => {
      const shown = saved.lines[i];
      if (shown) this.#ids.set(line.key, shown.line_id);
    });
  }
}
