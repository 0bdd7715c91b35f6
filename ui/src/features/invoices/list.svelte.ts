import type {
  ClientId,
  DebtorId,
  ExportFormat,
  FileSaved,
  InvoiceQuery,
  InvoiceRow,
  InvoiceRows,
  InvoiceSort,
  InvoiceView,
} from "../../host/bindings";
import { call, readsOf } from "../../host/client";
import { onChange } from "../../shared/state/resource.svelte";
import { router } from "../../shared/state/router.svelte";
import { ListColumns, type ListColumn } from "../../shared/table/columns.svelte";
import { PagedRows } from "../../shared/table/rows.svelte";
import type { Sort } from "../../shared/table/types";
import { NamedViews } from "../../shared/table/views.svelte";

/** Bounds as typed; the use-cases read them. */
export type Bounds = Pick<
  InvoiceQuery,
  "face_from" | "face_to" | "due_from" | "due_to" | "invoiced_from" | "invoiced_to"
>;

/** What a view keeps, and what the visit remembers. */
type Filter = { text: string; view: InvoiceView; sort: Sort; bounds: Bounds };

export const noBounds: Bounds = {
  face_from: "",
  face_to: "",
  due_from: "",
  due_to: "",
  invoiced_from: "",
  invoiced_to: "",
};

/** Whose invoices, where it is not everybody's. */
export type Whose = { clientId?: ClientId; debtorId?: DebtorId };

const sorts = [
  "number",
  "client",
  "debtor",
  "invoiced",
  "due",
  "recourse",
  "face",
  "open",
  "advance",
  "reserve",
  "fees",
  "state",
] as const satisfies readonly InvoiceSort[];

/** How long typing must pause before the list is asked. */
const FIND_PAUSE_MS = 80;

/** A list of invoices: what is asked for, what came, and where one was in it. */
export class InvoiceList {
  text = $state("");
  view = $state<InvoiceView>("open");
  sort = $state.raw<Sort>({ column: "due", isDescending: false });
  bounds = $state.raw<Bounds>(noBounds);
  focused = $state(0);
  scrollTop = $state(0);
  /** Sums, counts and names of the latest answer. */
  head = $state.raw<InvoiceRows | null>(null);
  readonly rows = new PagedRows<InvoiceRow>((offset, limit) => this.#load(offset, limit));
  readonly columns: ListColumns;
  readonly named: NamedViews;

  readonly #whose: Whose;
  readonly #memory: string;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(whose: Whose = {}, memory: Map<string, unknown> = router.memory) {
    this.#whose = whose;
    const isOne = whose.clientId !== undefined;
    const name = isOne ? "invoices_of_client" : "invoices";
    this.#memory = isOne ? `${name}/${whose.clientId}` : name;
    this.columns = new ListColumns(name, () => columnsOf(isOne, this.head?.currency ?? ""));
    this.named = new NamedViews(name);
    const kept = memory.get(this.#memory);
    if (isMemory(kept)) Object.assign(this, kept);
  }

  /** Keeps the rows fresh and the place in the visit until the returned function is called. */
  start(memory: Map<string, unknown> = router.memory): () => void {
    const stop = onChange(readsOf("list_invoices"), () => void this.rows.reload());
    return () => {
      stop();
      clearTimeout(this.#timer);
      const { text, view, sort, bounds, focused, scrollTop } = this;
      memory.set(this.#memory, { text, view, sort, bounds, focused, scrollTop });
    };
  }

  /** True if anything but the view narrows the list. */
  get isNarrowed(): boolean {
    return this.text.trim() !== "" || this.boundsCount > 0;
  }

  /** How many bounds are typed. */
  get boundsCount(): number {
    return Object.values(this.bounds).filter((typed) => typed.trim() !== "").length;
  }

  /** What a view keeps of the list. */
  get filter(): Filter {
    const { text, view, sort, bounds } = this;
    return { text, view, sort, bounds };
  }

  /** Makes the list what a view says. */
  become(filter: unknown): void {
    if (!isFilter(filter)) return;
    Object.assign(this, { ...filter, bounds: { ...noBounds, ...filter.bounds } });
    this.#ask();
  }

  /** Asks after a pause in typing. */
  find(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#askFromTop(), FIND_PAUSE_MS);
  }

  show(view: InvoiceView): void {
    this.view = view;
    this.#askFromTop();
  }

  sortBy(sort: Sort): void {
    this.sort = sort;
    this.#askFromTop();
  }

  /**
   * Narrows by these bounds.
   *
   * @throws {AppError} with the bound that cannot be; the list is as before then.
   */
  async narrow(bounds: Bounds): Promise<void> {
    await call("list_invoices", { ...this.query(), ...bounds, limit: 1 });
    this.bounds = bounds;
    this.#askFromTop();
  }

  /** Everything that fits, as a file. */
  export(format: ExportFormat): Promise<FileSaved> {
    return call("export_invoices", { query: this.query(), columns: this.columns.ids, format });
  }

  /** What is asked for, without a window. */
  query(): InvoiceQuery {
    return {
      text: this.text,
      view: this.view,
      client_id: this.#whose.clientId ?? null,
      debtor_id: this.#whose.debtorId ?? null,
      schedule_id: null,
      ...this.bounds,
      sort: sorts.find((one) => one === this.sort.column) ?? "due",
      is_descending: this.sort.isDescending,
      offset: 0,
      limit: 0,
    };
  }

  #askFromTop(): void {
    this.named.current = null;
    this.#ask();
  }

  #ask(): void {
    this.focused = 0;
    this.scrollTop = 0;
    void this.rows.reload();
  }

  async #load(offset: number, limit: number): Promise<InvoiceRows> {
    const answer = await call("list_invoices", { ...this.query(), offset, limit });
    this.head = answer;
    return answer;
  }
}

/** The columns of the list; those of one client leave its name out. */
function columnsOf(isOneClient: boolean, currency: string): readonly ListColumn[] {
  const amount = { isNumber: true, width: "10%" };
  const client: readonly ListColumn[] = isOneClient
    ? []
    : [{ id: "client", title: "Client", isSortable: true, width: "15%" }];
  const face = currency === "" ? "Face" : `Face, ${currency}`;
  return [
    { id: "number", title: "Number", isSortable: true, isFixed: true, width: "11%" },
    ...client,
    { id: "debtor", title: "Debtor", isSortable: true },
    { id: "state", title: "State", isSortable: true, width: "11%", hiddenBelow: 1000 },
    { id: "invoiced", title: "Invoice date", isSortable: true, width: "9%", hiddenBelow: 1400 },
    { id: "due", title: "Due", isSortable: true, width: "9%" },
    { id: "late", title: "Days late", isNumber: true, width: "6%", isExtra: true },
    { id: "face", title: face, isSortable: true, ...amount },
    { id: "open", title: "Open", isSortable: true, ...amount },
    { id: "advance", title: "Advance", isSortable: true, ...amount, isExtra: true },
    { id: "reserve", title: "Reserve", isSortable: true, ...amount },
    { id: "collected", title: "Collected", ...amount, isExtra: true },
    { id: "fees", title: "Fees taken", isSortable: true, ...amount, isExtra: true },
    { id: "fee_to_date", title: "Fee to date", ...amount },
    { id: "recourse", title: "Recourse", isSortable: true, width: "9%", hiddenBelow: 1400 },
    { id: "purchased", title: "Bought", width: "9%", isExtra: true },
    { id: "closed", title: "Closed", width: "9%", isExtra: true },
    { id: "schedule", title: "Schedule", width: "10%", isExtra: true },
  ];
}

function isMemory(value: unknown): value is Partial<InvoiceList> {
  return typeof value === "object" && value !== null && "scrollTop" in value;
}

function isFilter(value: unknown): value is Filter {
  return typeof value === "object" && value !== null && "view" in value && "sort" in value;
}
