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
import { call } from "../../host/client";
import type { ListColumn } from "../../shared/table/columns.svelte";
import { FoundList, type ListFilter } from "../../shared/table/found.svelte";

/** Bounds as typed; the use-cases read them. */
export type Bounds = Pick<
  InvoiceQuery,
  "face_from" | "face_to" | "due_from" | "due_to" | "invoiced_from" | "invoiced_to"
>;

/** What a view keeps, and what the visit remembers. */
type Filter = ListFilter<InvoiceView> & { bounds: Bounds };

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

/** A list of invoices: what is asked for, what came, and where one was in it. */
export class InvoiceList extends FoundList<InvoiceRow, InvoiceView> {
  bounds = $state.raw<Bounds>(noBounds);
  /** Sums and names of the latest answer. */
  head = $state.raw<InvoiceRows | null>(null);

  readonly #whose: Whose;

  constructor(whose: Whose = {}) {
    const isOne = whose.clientId !== undefined;
    const name = isOne ? "invoices_of_client" : "invoices";
    const memory = isOne ? `${name}/${whose.clientId}` : name;
    super({ name, memory, command: "list_invoices", view: "open", column: "due" });
    this.#whose = whose;
    this.bounds = boundsOf(this.remembered);
  }

  override get isNarrowed(): boolean {
    return super.isNarrowed || this.boundsCount > 0;
  }

  /** How many bounds are typed. */
  get boundsCount(): number {
    return Object.values(this.bounds).filter((typed) => typed.trim() !== "").length;
  }

  override get filter(): Filter {
    return { ...super.filter, bounds: this.bounds };
  }

  override become(filter: unknown): void {
    this.bounds = boundsOf(filter);
    super.become(filter);
  }

  /**
   * Narrows by these bounds.
   *
   * @throws {AppError} with the bound that cannot be; the list is as before then.
   */
  async narrow(bounds: Bounds): Promise<void> {
    await call("list_invoices", { ...this.query(), ...bounds, limit: 1 });
    this.bounds = bounds;
    this.askAnother();
  }

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

  protected async load(offset: number, limit: number): Promise<InvoiceRows> {
    const answer = await call("list_invoices", { ...this.query(), offset, limit });
    this.head = answer;
    this.counts = answer.views;
    this.of = answer.of;
    return answer;
  }

  protected columnsOf(): readonly ListColumn[] {
    return columnsOf(this.#whose.clientId !== undefined, this.head?.currency ?? "");
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

/** The bounds of what was kept; of anything else none. */
function boundsOf(kept: unknown): Bounds {
  const has = typeof kept === "object" && kept !== null && "bounds" in kept;
  return has && typeof kept.bounds === "object" ? { ...noBounds, ...kept.bounds } : noBounds;
}
