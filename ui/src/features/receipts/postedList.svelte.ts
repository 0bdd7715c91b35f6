import type { ReceiptRow, ReceiptView } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";

/** How long typing must pause before the list is asked. */
const FIND_PAUSE_MS = 120;

/** The receipts that were posted: a tab, a text, and the rows that match both. */
export class PostedList {
  text = $state("");
  view = $state<ReceiptView>("all");
  focused = $state(0);
  scrollTop = $state(0);
  /** All that were ever posted. */
  of = $state(0);
  readonly rows = new PagedRows<ReceiptRow>((offset, limit) => this.#load(offset, limit));
  #timer: ReturnType<typeof setTimeout> | undefined;

  /** Reads and keeps the rows fresh until the returned function is called. */
  start(): () => void {
    void this.rows.reload();
    const stop = onChange(readsOf("list_receipts"), () => void this.rows.reload());
    return () => {
      stop();
      clearTimeout(this.#timer);
    };
  }

  /** Finds after a pause in typing. */
  find(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#anew(), FIND_PAUSE_MS);
  }

  show(view: ReceiptView): void {
    this.view = view;
    this.#anew();
  }

  #anew(): void {
    this.focused = 0;
    this.scrollTop = 0;
    void this.rows.reload();
  }

  async #load(offset: number, limit: number) {
    const page = await call("list_receipts", {
      text: this.text.trim(),
      view: this.view,
      from: "",
      until: "",
      offset,
      limit,
    });
    this.of = page.of;
    return page;
  }
}
