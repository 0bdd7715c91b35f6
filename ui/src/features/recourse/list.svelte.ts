import type { RecourseRow, RecourseSort, RecourseView } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { router } from "../../shared/state/router.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";
import type { Sort } from "../../shared/table/types";

/** What a list remembers while a case of it is looked at. */
type Memory = { view: RecourseView; text: string; sort: Sort; focused: number; scrollTop: number };
const MEMORY = "recourse";
/** How long typing must pause before the list is asked anew. */
const FIND_PAUSE_MS = 120;

/** The list of open invoices by their recourse date. */
export class RecourseList {
  view = $state<RecourseView>("all");
  text = $state("");
  sort = $state.raw<Sort>({ column: "date", isDescending: false });
  focused = $state(0);
  scrollTop = $state(0);
  /** How many stand in each tab; none before the first answer. */
  counts = $state.raw<Readonly<Record<string, number>> | null>(null);
  daysAhead = $state(0);
  readonly rows: PagedRows<RecourseRow>;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memory: Map<string, unknown> = router.memory) {
    const kept = memory.get(MEMORY);
    if (isMemory(kept)) Object.assign(this, kept);
    this.rows = new PagedRows((offset, limit) => this.#load(offset, limit));
  }

  /** The row under the keyboard, once it is there. */
  get row(): RecourseRow | undefined {
    return this.rows.at(this.focused);
  }

  /** Reads and keeps the rows fresh until the returned function is called. */
  start(memory: Map<string, unknown> = router.memory): () => void {
    void this.rows.reload();
    const stop = onChange(readsOf("list_recourse"), () => void this.rows.reload());
    return () => {
      stop();
      clearTimeout(this.#timer);
      const { view, text, sort, focused, scrollTop } = this;
      memory.set(MEMORY, { view, text, sort, focused, scrollTop } satisfies Memory);
    };
  }

  /** Shows another tab from its first row. */
  show(view: RecourseView): void {
    if (view === this.view) return;
    this.view = view;
    this.#askFromTop();
  }

  /** Puts the rows in another order. */
  order(sort: Sort): void {
    this.sort = sort;
    this.#askFromTop();
  }

  /** Finds after a pause in typing. */
  find(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#askFromTop(), FIND_PAUSE_MS);
  }

  #askFromTop(): void {
    this.focused = 0;
    this.scrollTop = 0;
    void this.rows.reload();
  }

  async #load(offset: number, limit: number) {
    const page = await call("list_recourse", {
      view: this.view,
      sort: sortOf(this.sort.column),
      is_descending: this.sort.isDescending,
      days_ahead: 0,
      text: this.text.trim(),
      offset,
      limit,
    });
    this.counts = page.views;
    this.daysAhead = page.days_ahead;
    return page;
  }
}

function sortOf(column: string): RecourseSort {
  return column === "client" || column === "amount" ? column : "date";
}

function isMemory(value: unknown): value is Memory {
  return typeof value === "object" && value !== null && "scrollTop" in value;
}
