import type {
  ClientQuery,
  ClientRow,
  ClientRows,
  ClientSort,
  ClientSums,
  ClientView,
  ExportFormat,
  FileSaved,
} from "../../host/bindings";
import { call } from "../../host/client";
import type { IsoDay } from "../../shared/day/day";
import type { ListColumn } from "../../shared/table/columns.svelte";
import { FoundList } from "../../shared/table/found.svelte";

/** The tabs above the list, in their order. */
export const tabs: readonly { view: ClientView; name: string }[] = [
  { view: "all", name: "All" },
  { view: "active", name: "Active" },
  { view: "prospects", name: "Prospects" },
  { view: "to_sign", name: "To sign" },
  { view: "on_stop", name: "On stop" },
  { view: "archived", name: "Archived" },
];

/** Columns that the list can be sorted by, and how the use-cases call that. */
const sorts = {
  name: "name",
  receivables: "receivables",
  net: "net",
  limit: "facility_limit",
  available: "available",
  reserve: "reserve",
  past_due: "past_due",
  next: "next_contact",
  representative: "representative",
} as const satisfies Record<string, ClientSort>;

/** The list of clients: what is asked for, what came, and where one was in it. */
export class ClientList extends FoundList<ClientRow, ClientView> {
  /** Today in the office. */
  today = $state<IsoDay | null>(null);
  /** What all clients that match come to. */
  sums = $state.raw<ClientSums | null>(null);

  constructor() {
    super({ name: "clients", command: "list_clients", view: "all", column: "name" });
  }

  /** Every client that fits, as a file; the contract's state stands only on the screen. */
  export(format: ExportFormat): Promise<FileSaved> {
    const columns = this.columns.ids.filter((id) => id !== "contract");
    return call("export_clients", { query: this.query(), columns, format });
  }

  /** What is asked for, without a window. */
  query(): ClientQuery {
    return {
      text: this.text,
      view: this.view,
      sort: sortOf(this.sort.column),
      is_descending: this.sort.isDescending,
      offset: 0,
      limit: 0,
    };
  }

  protected async load(offset: number, limit: number): Promise<ClientRows> {
    const [answer, status] = await Promise.all([
      call("list_clients", { ...this.query(), offset, limit }),
      call("vault_status", {}),
    ]);
    this.counts = answer.views;
    this.sums = answer.sums;
    this.of = answer.of;
    this.today = status.today;
    return answer;
  }

  protected columnsOf(): readonly ListColumn[] {
    return columnsOf(this.sums?.net.currency ?? "");
  }
}

function sortOf(column: string): ClientSort {
  return isSort(column) ? sorts[column] : "name";
}

function isSort(column: string): column is keyof typeof sorts {
  return Object.hasOwn(sorts, column);
}

/** The columns of the list; what is in the file of an export goes by the same names. */
function columnsOf(currency: string): readonly ListColumn[] {
  const amount = { isNumber: true, isSortable: true, width: "9%" };
  const receivables = currency === "" ? "Receivables" : `Receivables, ${currency}`;
  return [
    { id: "name", title: "Client", isSortable: true, isFixed: true },
    { id: "city", title: "City", width: "12%", isExtra: true },
    { id: "terms", title: "Terms", width: "14%", hiddenBelow: 1200 },
    { id: "contract", title: "Contract", width: "10%", hiddenBelow: 1300 },
    { id: "receivables", title: receivables, ...amount, width: "11%" },
    { id: "net", title: "Funds employed", ...amount, width: "10%" },
    { id: "share", title: "Of limit", width: "9%", isNumber: true, hiddenBelow: 1000 },
    { id: "limit", title: "Facility limit", ...amount, isExtra: true },
    { id: "available", title: "Available", ...amount },
    { id: "reserve", title: "Reserve", ...amount, isExtra: true },
    { id: "past_due", title: "Past due", ...amount },
    { id: "over_sixty", title: "Over 60", isNumber: true, width: "8%" },
    { id: "next", title: "Next contact", isSortable: true, width: "8%" },
    {
      id: "representative",
      title: "Representative",
      isSortable: true,
      width: "10%",
      hiddenBelow: 1600,
    },
    { id: "status", title: "Status", width: "9%", isExtra: true },
  ];
}
