import type { DunningLine, DunningRow, DunningRunShown } from "../../host/bindings";
import { call } from "../../host/client";
import { bytesOf } from "../../shared/form/files";
import { Doing } from "../../shared/state/doing.svelte";
import { resource } from "../../shared/state/resource.svelte";
import { keyOf } from "./words";

/** What is due today: which lines are ticked, which paper is shown, and what a run has done. */
export class DunningWork {
  readonly doing = new Doing();
  /** The run that was just made, or one of before that is looked at. */
  done = $state.raw<DunningRunShown | null>(null);
  /** The line whose paper is shown. */
  shown = $state<string | null>(null);
  /** Where the keyboard went last, and to which line; −1 is the head. */
  #held = $state.raw<{ at: number; key: string | null }>({ at: 0, key: null });

  readonly plan;
  readonly paper;
  /** Ticks that differ from what is proposed. */
  #turned = $state.raw<ReadonlySet<string>>(new Set());
  /** The same of what goes by mail. */
  #turnedMail = $state.raw<ReadonlySet<string>>(new Set());

  /** Make it while a component is set up. */
  constructor() {
    this.plan = resource("plan_dunning", () => ({}));
    this.paper = resource("preview_dunning", () => this.#previewed());
  }

  readonly rows = $derived.by((): readonly DunningRow[] => this.plan.value?.rows ?? []);
  readonly chosen = $derived.by(() => this.rows.filter((row) => this.isTicked(row)));
  readonly letters = $derived.by(() => this.chosen.filter((row) => row.line.act !== "call").length);
  readonly mailed = $derived.by(() => this.chosen.filter((row) => this.isMailed(row)));
  readonly calls = $derived.by(() => this.chosen.length - this.letters);
  /** The place of the keyboard: with its line when others come or go, else where that stood. */
  readonly focused = $derived.by(() => {
    const { at, key } = this.#held;
    const found = this.rows.findIndex((row) => keyOf(row) === key);
    return found === -1 ? Math.min(at, Math.max(0, this.rows.length - 1)) : found;
  });
  readonly looked = $derived.by(() => {
    const found = this.rows.find((row) => keyOf(row) === this.shown);
    return found ?? this.rows[Math.max(0, this.focused)] ?? null;
  });
  readonly bytes = $derived.by(() => (this.paper.value ? bytesOf(this.paper.value.data) : null));

  isTicked(row: DunningRow): boolean {
    return row.can_be_made && row.is_ticked !== this.#turned.has(keyOf(row));
  }

  tick(row: DunningRow): void {
    this.#turned = turned(this.#turned, row);
  }

  /** Takes the keyboard to the line at this place. */
  hold(at: number): void {
    const row = this.rows[at];
    this.#held = { at, key: row ? keyOf(row) : null };
  }

  /** Whether the letter of the line goes out by mail. */
  isMailed(row: DunningRow): boolean {
    const mail = row.mail;
    if (mail === null || mail.why_not !== "" || !this.isTicked(row)) return false;
    return mail.is_ticked !== this.#turnedMail.has(keyOf(row));
  }

  tickMail(row: DunningRow): void {
    this.#turnedMail = turned(this.#turnedMail, row);
  }

  /** Ticks every line that can be made, or none. */
  tickAll(isAll: boolean): void {
    const others = this.rows.filter((row) => row.can_be_made && row.is_ticked !== isAll);
    this.#turned = new Set(others.map(keyOf));
  }

  async run(): Promise<void> {
    const lines = this.chosen.map((row) => row.line);
    const mailed = this.mailed.map((row) => row.line);
    if (lines.length === 0) return;
    await this.doing.run(async () => {
      this.done = await call("run_dunning", { lines, mailed });
      this.#turned = new Set();
      this.#turnedMail = new Set();
      this.shown = null;
      this.hold(0);
    });
  }

  /** Back to what is due. */
  leave(): void {
    this.done = null;
    this.doing.forget();
  }

  #previewed(): DunningLine | null {
    const row = this.looked;
    return row === null || row.line.act === "call" || this.done !== null ? null : row.line;
  }
}

function turned(before: ReadonlySet<string>, row: DunningRow): ReadonlySet<string> {
  const after = new Set(before);
  if (!after.delete(keyOf(row))) after.add(keyOf(row));
  return after;
}
