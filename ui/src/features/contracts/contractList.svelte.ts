import type { ContractRow, ContractView } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";

/** What a list remembers while a contract of it is looked at. */
export type ListPlace = { view: ContractView; text: string; focused: number };

/** How long typing must pause before the list is asked anew. */
const FIND_PAUSE_MS = 120;

/** The list of contracts: a tab, a text, and the rows that match both. */
export class ContractList {
  view = $state<ContractView>("all");
  text = $state("");
  focused = $state(0);
  /** How many stand in each tab; none before the first answer. */
  counts = $state.raw<Readonly<Record<string, number>> | null>(null);
  readonly rows: PagedRows<ContractRow>;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(place: ListPlace | null) {
    if (place) [this.view, this.text, this.focused] = [place.view, place.text, place.focused];
    this.rows = new PagedRows((offset, limit) => this.#load(offset, limit));
  }

  /** What to come back to. */
  get place(): ListPlace {
    return { view: this.view, text: this.text, focused: this.focused };
  }

  /** Keeps the rows fresh. Returns what stops it. */
  follow(): () => void {
    const stop = onChange(readsOf("list_contracts"), () => void this.rows.reload());
    return () => {
      clearTimeout(this.#timer);
      stop();
    };
  }

  /** Shows another tab from its first row. */
  show(view: ContractView): void {
    if (view === this.view) return;
    this.view = view;
    this.focused = 0;
    void this.rows.reload();
  }

  /** Finds after a pause in typing. */
  find(text: string): void {
    this.text = text;
    this.focused = 0;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.rows.reload(), FIND_PAUSE_MS);
  }

  async #load(offset: number, limit: number) {
    const page = await call("list_contracts", {
      text: this.text.trim(),
      view: this.view,
      offset,
      limit,
    });
    this.counts = page.views;
    return page;
  }
}
