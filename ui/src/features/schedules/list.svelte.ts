import type { ScheduleRow, ScheduleStage } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { router } from "../../shared/state/router.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";

/** A tab above the list: all but the withdrawn, or one stage. */
export type ScheduleTab = "all" | ScheduleStage;

/** What a list remembers while a schedule of it is looked at. */
type Memory = { tab: ScheduleTab; text: string; focused: number; scrollTop: number };
const MEMORY = "schedules";

/** The tabs above the list, in their order. */
export const tabs: readonly { tab: ScheduleTab; name: string }[] = [
  { tab: "all", name: "All" },
  { tab: "draft", name: "Draft" },
  { tab: "submitted", name: "Submitted" },
  { tab: "purchased", name: "Funded" },
  { tab: "withdrawn", name: "Withdrawn" },
];

/** How long typing must pause before the list is asked anew. */
const FIND_PAUSE_MS = 120;

/** The list of schedules: a tab, a text, and the rows that match both. */
export class ScheduleList {
  tab = $state<ScheduleTab>("all");
  text = $state("");
  focused = $state(0);
  scrollTop = $state(0);
  /** How many stand in each tab; none before the first answer. */
  counts = $state.raw<Readonly<Partial<Record<string, number>>> | null>(null);
  readonly rows: PagedRows<ScheduleRow>;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memory: Map<string, unknown> = router.memory) {
    const kept = memory.get(MEMORY);
    if (isMemory(kept)) Object.assign(this, kept);
    this.rows = new PagedRows((offset, limit) => this.#load(offset, limit));
  }

  /** Reads and keeps the rows fresh until the returned function is called. */
  start(memory: Map<string, unknown> = router.memory): () => void {
    void this.rows.reload();
    const stop = onChange(readsOf("list_schedules"), () => void this.rows.reload());
    return () => {
      stop();
      clearTimeout(this.#timer);
      const { tab, text, focused, scrollTop } = this;
      memory.set(MEMORY, { tab, text, focused, scrollTop } satisfies Memory);
    };
  }

  /** Shows another tab from its first row. */
  show(tab: ScheduleTab): void {
    if (tab === this.tab) return;
    this.tab = tab;
    this.#askFromTop();
  }

  /** Finds after a pause in typing. */
  find(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#askFromTop(), FIND_PAUSE_MS);
  }

  /** How many stand in a tab; none before the first answer. */
  count(tab: ScheduleTab): number | null {
    if (this.counts === null) return null;
    if (tab !== "all") return this.counts[tab] ?? 0;
    const all = tabs.filter((one) => one.tab !== "all" && one.tab !== "withdrawn");
    return all.reduce((sum, one) => sum + (this.counts?.[one.tab] ?? 0), 0);
  }

  #askFromTop(): void {
    this.focused = 0;
    this.scrollTop = 0;
    void this.rows.reload();
  }

  async #load(offset: number, limit: number) {
    const page = await call("list_schedules", {
      client_id: null,
      stage: this.tab === "all" ? null : this.tab,
      text: this.text.trim(),
      offset,
      limit,
    });
    this.counts = page.stages;
    return page;
  }
}

function isMemory(value: unknown): value is Memory {
  return typeof value === "object" && value !== null && "scrollTop" in value;
}
