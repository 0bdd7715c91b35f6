import type {
  Account,
  AsOfAsked,
  ClientId,
  EntriesQuery,
  EntryRow,
  EntryRows,
} from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { ListColumns, type ListColumn } from "../../shared/table/columns.svelte";
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
  readonly columns: ListColumns;

  #filter: EntryFilter;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(filter: EntryFilter) {
    this.#filter = filter;
    this.rows = new PagedRows((offset, limit) => this.#load(offset, limit));
    const { account, clientId } = filter;
    // Entries without an account have one amount; those of one have two sides and maybe a balance.
    const name = account === null ? "entries" : "entries_of_account";
    this.columns = new ListColumns(name, () => columnsOf(account !== null, clientId !== null));
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

  /** What is asked for, without a window. */
  query(): EntriesQuery {
    const { account, clientId, until } = this.#filter;
    const text = this.text.trim();
    return { account, client_id: clientId, until, text, offset: 0, limit: 0 };
  }

  async #load(offset: number, limit: number) {
    const page = await call("list_entries", { ...this.query(), offset, limit });
    this.head = page;
    return page;
  }
}

/** Below this width in pixels the day of the event gives way; it stands on the entry. */
const NARROW = 1280;

function columnsOf(hasAccount: boolean, isOneClient: boolean): readonly ListColumn[] {
  const side = { width: "12%", isNumber: true };
  return [
    { id: "number", title: "No.", width: "6%", isNumber: true, isFixed: true },
    { id: "booked", title: "Booked on", width: "10%" },
    { id: "event_on", title: "Happened on", width: "10%", hiddenBelow: NARROW },
    { id: "event", title: "Event" },
    ...(isOneClient ? [] : [{ id: "client", title: "Client", width: "18%" }]),
    { id: "about", title: "About", width: "15%" },
    ...(hasAccount
      ? [
          { id: "debit", title: "Debit", ...side },
          { id: "credit", title: "Credit", ...side },
          ...(isOneClient ? [{ id: "balance", title: "Balance", ...side }] : []),
        ]
      : [{ id: "debit", title: "Amount", width: "13%", isNumber: true }]),
  ];
}
