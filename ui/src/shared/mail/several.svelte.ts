import type { MailPlanRow, MailSeveral } from "../../host/bindings";
import { call } from "../../host/client";
import { Doing } from "../state/doing.svelte";
import { resource } from "../state/resource.svelte";

/** Papers that go out by mail in one go: which of them, and to whom. */
export class MailingSeveral {
  readonly doing = new Doing();
  readonly plan;
  /** The lines that somebody took the tick from, by their number. */
  #left = $state.raw<ReadonlySet<string>>(new Set());

  /** Make it while a component is set up. */
  constructor(of: MailSeveral) {
    this.plan = resource("plan_mails", () => of);
  }

  readonly rows = $derived.by((): readonly MailPlanRow[] => this.plan.value?.rows ?? []);
  readonly chosen = $derived.by(() => this.rows.filter((row) => this.isTicked(row)));

  canGo(row: MailPlanRow): boolean {
    return row.why_not === "";
  }

  isTicked(row: MailPlanRow): boolean {
    return this.canGo(row) && !this.#left.has(row.number);
  }

  tick(row: MailPlanRow): void {
    const left = new Set(this.#left);
    if (!left.delete(row.number)) left.add(row.number);
    this.#left = left;
  }

  /** Ticks every line that can go out, or none. */
  tickAll(isAll: boolean): void {
    this.#left = new Set(isAll ? [] : this.rows.map(({ number }) => number));
  }

  /** Puts them into the outbox; how many, or none if it was refused. */
  async send(): Promise<number | null> {
    let count: number | null = null;
    await this.doing.run(async () => {
      const about = this.chosen.map((row) => row.about);
      count = (await call("send_mails", { about })).count;
    });
    return count;
  }
}
