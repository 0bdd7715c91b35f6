import type { ContractRow, ContractView } from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { router } from "../../shared/state/router.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";

/** What a list remembers while a contract of it is looked at. */
type Memory = { view: ContractView; text: string; focused: number; scrollTop: number };
const MEMORY = "contracts";

/** The tabs above the list, in their order. */
export const tabs: readonly { view: ContractView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "to_sign", name: "To sign" },
  { view: "signed", name: "Signed" },
];

/** How long typing must pause before the list is asked anew. */
const FIND_PAUSE_MS = 120;

/** The list of contracts: a tab, a text, and the rows that match both. */
export class ContractList {
  view = $state<ContractView>("all");
  text = $state("");
  focused = $state(0);
  scrollTop = $state(0);
  /** How many stand in each tab; none before the first answer. */
  counts = $state.raw<Readonly<Record<string, number>> | null>(null);
  readonly rows: PagedRows<ContractRow>;

  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(memory: Map<string, unknown> = router.memory) {
    const kept = memory.get(MEMORY);
    if (isMemory(kept)) Object.assign(this, kept);
    this.rows = new PagedRows((offset, limit) => this.#load(offset, limit));
  }

  /** Reads and keeps the rows fresh until the returned function is called. */
  start(memory: Map<string, unknown> = router.memory): () => void {
    void this.rows.reload();
    const stop = onChange(readsOf("list_contracts"), () => void this.rows.reload());
    return () => {
      stop();
      clearTimeout(this.#timer);
      const { view, text, focused, scrollTop } = this;
      memory.set(MEMORY, { view, text, focused, scrollTop } satisfies Memory);
    };
  }

  /** Shows another tab from its first row. */
  show(view: ContractView): void {
    if (view === this.view) return;
    this.view = view;
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

function isMemory(value: unknown): value is Memory {
  return typeof value === "object" && value !== null && "scrollTop" in value;
}
