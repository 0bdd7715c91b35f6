import type { ActivityAsked, ActivityRow } from "../../host/bindings";
import { AppError, call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";

/** Rows fetched at once while one scrolls. */
const PAGE = 100;

/** What the list is narrowed by. */
export type ActivityFilter = Omit<ActivityAsked, "after" | "limit">;

/** What everybody did today. */
export const TODAY: ActivityFilter = {
  client_id: null,
  person: "",
  from: "today",
  until: "today",
};

/** The rows of one day. */
export type ActivityDay = { day: string; rows: readonly ActivityRow[] };

/** The rows under their days, in the order they come. */
export function byDay(rows: readonly ActivityRow[]): ActivityDay[] {
  const days: { day: string; rows: ActivityRow[] }[] = [];
  for (const row of rows) {
    const last = days.at(-1);
    if (last?.day === row.at.day) last.rows.push(row);
    else days.push({ day: row.at.day, rows: [row] });
  }
  return days;
}

/** What everybody did, read on as one scrolls. */
export class Activity {
  filter = $state.raw<ActivityFilter>(TODAY);
  value = $state.raw<readonly ActivityRow[] | null>(null);
  people = $state.raw<readonly string[]>([]);
  error = $state.raw<AppError | null>(null);
  /** What is wrong with the filter, at its fields. */
  problems = $state.raw<Readonly<Record<string, string>>>({});
  #after = $state("");
  #turn = 0;

  get hasMore(): boolean {
    return this.#after !== "";
  }

  /** Reads, and reads again after every change; gives what ends that. */
  start(): () => void {
    void this.reload();
    return onChange(readsOf("activity"), () => void this.reload());
  }

  /** Narrows the list, or widens it; the old rows stay until the new ones are there. */
  narrow(change: Partial<ActivityFilter>): void {
    this.filter = { ...this.filter, ...change };
    void this.reload();
  }

  async reload(): Promise<void> {
    await this.#read("", []);
  }

  async more(): Promise<void> {
    if (this.hasMore) await this.#read(this.#after, this.value ?? []);
  }

  async #read(after: string, before: readonly ActivityRow[]): Promise<void> {
    const turn = ++this.#turn;
    try {
      const page = await call("activity", { ...this.filter, after, limit: PAGE });
      if (turn !== this.#turn) return;
      this.value = [...before, ...page.rows];
      this.people = page.people;
      this.#after = page.after;
      this.error = null;
      this.problems = {};
    } catch (thrown) {
      if (!(thrown instanceof AppError)) throw thrown;
      if (turn !== this.#turn) return;
      if (Object.keys(thrown.fields).length > 0 && this.value !== null) {
        this.problems = thrown.fields;
      } else this.error = thrown;
    }
  }
}
