import type {
  ClientQuery,
  ClientRow,
  ClientRows,
  ClientSort,
  ClientView,
} from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import type { IsoDay } from "../../shared/day/day";
import { onChange } from "../../shared/state/resource.svelte";
import { router } from "../../shared/state/router.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";
import type { Sort } from "../../shared/table/types";

/** The tabs above the list, in their order. */
export const tabs: readonly { view: ClientView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "active", name: "Active" },
  { view: "prospects", name: "Prospects" },
  { view: "to_sign", name: "To sign" },
  { view: "on_stop", name: "On stop" },
  { view: "archived", name: "Archived" },
];

/** Columns that the list can be sorted by; the table names them by these. */
const sorts = ["name", "facility_limit", "next_contact", "representative"] as const;

/** What the visit remembers for when the list is come back to. */
type Memory = {
  text: string;
  view: ClientView;
  sort: Sort;
  focused: number;
  scrollTop: number;
};
const MEMORY = "clients";

/** How long typing must pause before the list is asked. */
const FIND_PAUSE_MS = 80;

/** The list of clients: what is asked for, what came, and where one was in it. */
export class ClientList {
  text = $state("");
  view = $state<ClientView>("all");
  sort = $state.raw<Sort>({ column: "name", isDescending: false });
  focused = $state(0);
  scrollTop = $state(0);
  /** Counts of the tabs, by view. */
  counts = $state.raw<Readonly<Record<string, number>>>({});
  /** Clients in the tab without the text. */
  of = $state(0);
  /** Today in the office. */
  today = $state<IsoDay | null>(null);
  readonly rows = new PagedRows<ClientRow>((offset, limit) => this.#load(offset, limit));
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memory: Map<string, unknown> = router.memory) {
    const kept = memory.get(MEMORY);
    if (isMemory(kept)) Object.assign(this, kept);
  }

  /** Keeps the place in the visit; returns what follows changes until it is called. */
  start(memory: Map<string, unknown> = router.memory): () => void {
    const stop = onChange(readsOf("list_clients"), () => void this.rows.reload());
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

  show(view: ClientView): void {
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

  async #load(offset: number, limit: number): Promise<ClientRows> {
    const query: ClientQuery = {
      text: this.text,
      view: this.view,
      sort: sortOf(this.sort.column),
      is_descending: this.sort.isDescending,
      offset,
      limit,
    };
    const [answer, status] = await Promise.all([
      call("list_clients", query),
      call("vault_status", {}),
    ]);
    this.counts = answer.views;
    this.of = answer.of;
    this.today = status.today;
    return answer;
  }
}

function sortOf(column: string): ClientSort {
  return sorts.find((one) => one === column) ?? "name";
}

function isMemory(value: unknown): value is Memory {
  return typeof value === "object" && value !== null && "scrollTop" in value;
}
