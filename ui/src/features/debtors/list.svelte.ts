import type {
  DebtorQuery,
  DebtorRow,
  DebtorRows,
  DebtorSort,
  DebtorView,
} from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { router } from "../../shared/state/router.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";
import type { Sort } from "../../shared/table/types";

/** The tabs above the list, in their order. */
export const tabs: readonly { view: DebtorView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "approved", name: "Approved" },
  { view: "pending", name: "Pending" },
  { view: "on_stop", name: "On stop" },
  { view: "over_limit", name: "Over limit" },
  { view: "to_review", name: "To review" },
  { view: "archived", name: "Archived" },
];

/** Columns that the list can be sorted by; the table names them by these. */
const sorts = [
  "name",
  "exposure",
  "limit_use",
  "past_due",
  "days_to_pay",
  "next_review",
] as const satisfies readonly DebtorSort[];

/** What the visit remembers for when the list is come back to. */
type Memory = {
  text: string;
  view: DebtorView;
  sort: Sort;
  focused: number;
  scrollTop: number;
};
const MEMORY = "debtors";

/** How long typing must pause before the list is asked. */
const FIND_PAUSE_MS = 80;

/** The list of debtors: what is asked for, what came, and where one was in it. */
export class DebtorList {
  text = $state("");
  view = $state<DebtorView>("all");
  sort = $state.raw<Sort>({ column: "name", isDescending: false });
  focused = $state(0);
  scrollTop = $state(0);
  /** Counts of the tabs, by view. */
  counts = $state.raw<Readonly<Record<string, number>>>({});
  /** Debtors in the tab without the text. */
  of = $state(0);
  readonly rows = new PagedRows<DebtorRow>((offset, limit) => this.#load(offset, limit));
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memory: Map<string, unknown> = router.memory) {
    const kept = memory.get(MEMORY);
    if (isMemory(kept)) Object.assign(this, kept);
  }

  /** Keeps the place in the visit; returns what follows changes until it is called. */
  start(memory: Map<string, unknown> = router.memory): () => void {
    const stop = onChange(readsOf("list_debtors"), () => void this.rows.reload());
    return () => {
      stop();
      clearTimeout(this.#timer);
      const { text, view, sort, focused, scrollTop } = this;
      memory.set(MEMORY, { text, view, sort, focused, scrollTop } satisfies Memory);
    };
  }

  /** Asks after a pause in typing. */
  find(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#askFromTop(), FIND_PAUSE_MS);
  }

  show(view: DebtorView): void {
    this.view = view;
    this.#askFromTop();
  }

  sortBy(sort: Sort): void {
    this.sort = sort;
    this.#askFromTop();
  }

  #askFromTop(): void {
    this.focused = 0;
    this.scrollTop = 0;
    void this.rows.reload();
  }

  async #load(offset: number, limit: number): Promise<DebtorRows> {
    const query: DebtorQuery = {
      text: this.text,
      view: this.view,
      sort: sortOf(this.sort.column),
      is_descending: this.sort.isDescending,
      offset,
      limit,
    };
    const answer = await call("list_debtors", query);
    this.counts = answer.views;
    this.of = answer.of;
    return answer;
  }
}

function sortOf(column: string): DebtorSort {
  return sorts.find((one) => one === column) ?? "name";
}

function isMemory(value: unknown): value is Memory {
  return typeof value === "object" && value !== null && "scrollTop" in value;
}
