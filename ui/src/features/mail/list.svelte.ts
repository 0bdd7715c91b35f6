import type { MailRow, MailRows, MailTab } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import type { LoadPage } from "../../shared/table/rows.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";
import { onChange } from "../../shared/state/resource.svelte";
import { mailByPlace } from "./by-place";
import { countOf } from "./words";

/** The messages of a tab of the outbox, and what is said above them. */
export class MailList {
  focused = $state(0);
  scrollTop = $state(0);
  /** The latest page: its counts and what holds mail back are those of the whole list. */
  value = $state.raw<MailRows | null>(null);
  readonly rows: PagedRows<MailRow>;

  #tab: MailTab;

  constructor(tab: MailTab) {
    this.#tab = tab;
    this.rows = new PagedRows(this.#loader());
  }

  /** Why the latest page could not be read. */
  get error() {
    return this.rows.error;
  }

  /** Goes to another tab, at its newest message. */
  show(tab: MailTab): void {
    if (tab === this.#tab) return;
    this.#tab = tab;
    this.focused = 0;
    this.scrollTop = 0;
    void this.reload();
  }

  /** Asks anew: the way to each place may lead elsewhere by now. */
  reload(): Promise<void> {
    return this.rows.reload(this.#loader());
  }

  /** Asks for the first rows and keeps them fresh until the returned function is called. */
  start(): () => void {
    this.rows.show({ from: 0, to: 1 });
    return onChange(readsOf("list_mail"), () => void this.reload());
  }

  #loader(): LoadPage<MailRow> {
    const tab = this.#tab;
    return mailByPlace(async (before) => {
      const page = await call("list_mail", { tab, before });
      if (tab === this.#tab) this.value = page;
      return { rows: page.rows, total: countOf(page.tabs, tab) };
    });
  }
}
