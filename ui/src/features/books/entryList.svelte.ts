import type { Account, AsOfAsked, ClientId, EntryRow, EntryRows } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";

/** Which entries are listed beside what is typed. */
export type EntryFilter = {
  account: Account | null;
  clientId: ClientId | null;
  until: AsOfAsked | null;
};

/** How long typing must pause before the list is asked anew. */
const FIND_PAUSE_MS = 120;

/** The list of entries: a filter, a text, and the rows that match both, newest first. */
export class EntryList {
  text = $state("");
  focused = $state(0);
  scrollTop = $state(0);
  /** What the list is of, as the use-cases name it; none before the first answer. */
  head = $state.raw<EntryRows | null>(null);
  readonly rows: PagedRows<EntryRow>;

  #filter: EntryFilter;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(filter: EntryFilter) {
    this.#filter = filter;
    this.rows = new PagedRows((offset, limit) => this.#load(offset, limit));
  }

  /** Reads and keeps the rows fresh until the returned function is called. */
  start(): () => void {
    void this.rows.reload();
    const stop = onChange(readsOf("list_entries"), () => void this.rows.reload());
    return () => {
      stop();
      clearTimeout(this.#timer);
    };
  }

  /** Finds after a pause in typing. */
  find(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.focused = 0;
      this.scrollTop = 0;
      void this.rows.reload();
    }, FIND_PAUSE_MS);
  }

  async #load(offset: number, limit: number) {
    const { account, clientId, until } = this.#filter;
    const page = await call("list_entries", {
      account,
      client_id: clientId,
      until,
      text: this.text.trim(),
      offset,
      limit,
    });
    this.head = page;
    return page;
  }
}
